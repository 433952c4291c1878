package org.torrent.console.shell;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.torrent.console.CommandFailure;
import org.torrent.console.HttpClientTracker;
import org.torrent.console.ServiceTrackers;
import org.torrent.console.SessionTracker;
import org.torrent.console.WorkingDirectory;
import org.torrent.options.ExitStatus;

/**
 * The Gogo commands of scope {@code torrent}. Gogo finds them by the names of the methods and takes their one-line help
 * from the descriptors; options are parsed by {@link ShellCommands}.
 */
@Component(
        service = TorrentCommands.class,
        immediate = true,
        property = {
            "osgi.command.scope=torrent",
            "osgi.command.function=add",
            "osgi.command.function=connect",
            "osgi.command.function=list",
            "osgi.command.function=info",
            "osgi.command.function=peers",
            "osgi.command.function=files",
            "osgi.command.function=trackers",
            "osgi.command.function=reannounce",
            "osgi.command.function=pause",
            "osgi.command.function=resume",
            "osgi.command.function=remove",
            "osgi.command.function=create",
            "osgi.command.function=alerts",
            "osgi.command.function=plugins",
            "osgi.command.function=plugin",
            "osgi.command.function=stats",
            "osgi.command.function=dht",
            "osgi.command.function=ban"
        })
public final class TorrentCommands {
    private final SessionTracker sessions;
    private final HttpClientTracker http;
    private final ServiceTrackers services;

    /** Made by declarative services. */
    @Activate
    public TorrentCommands(BundleContext context) {
        this.sessions = new SessionTracker(context);
        this.http = new HttpClientTracker(context);
        this.services = new ServiceTrackers(context);
    }

    @Deactivate
    void close() {
        sessions.close();
        http.close();
        services.close();
    }

    @Descriptor("add a torrent: a .torrent file, a magnet link or a URL")
    public void add(
            CommandSession shell,
            @Descriptor("SOURCE [--dir D] [--peer H:P]... [--paused] [--sequential] [--files LIST] [--label L]")
                    String[] arguments)
            throws CommandFailure, InterruptedException {
        run("add", shell, arguments);
    }

    @Descriptor("dial peers now")
    public void connect(CommandSession shell, @Descriptor("TORRENT H:P...") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("connect", shell, arguments);
    }

    @Descriptor("list the torrents")
    public void list(CommandSession shell, @Descriptor("[--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("list", shell, arguments);
    }

    @Descriptor("show everything about a torrent")
    public void info(CommandSession shell, @Descriptor("TORRENT [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("info", shell, arguments);
    }

    @Descriptor("show a torrent's connections")
    public void peers(CommandSession shell, @Descriptor("TORRENT [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("peers", shell, arguments);
    }

    @Descriptor("show a torrent's files")
    public void files(CommandSession shell, @Descriptor("TORRENT [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("files", shell, arguments);
    }

    @Descriptor("show a torrent's trackers, or change them")
    public void trackers(
            CommandSession shell,
            @Descriptor("TORRENT [add URL|remove URL|edit URL NEW-URL] [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("trackers", shell, arguments);
    }

    @Descriptor("ask trackers and other sources for peers now")
    public void reannounce(CommandSession shell, @Descriptor("TORRENT...") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("reannounce", shell, arguments);
    }

    @Descriptor("stop torrents until they are resumed")
    public void pause(CommandSession shell, @Descriptor("TORRENT...") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("pause", shell, arguments);
    }

    @Descriptor("go on after a pause or an error")
    public void resume(CommandSession shell, @Descriptor("TORRENT...") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("resume", shell, arguments);
    }

    @Descriptor("forget torrents, with --data delete their files")
    public void remove(CommandSession shell, @Descriptor("TORRENT... [--data]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("remove", shell, arguments);
    }

    @Descriptor("make a .torrent of a file or a directory")
    public void create(
            CommandSession shell,
            @Descriptor("PATH [-o FILE] [--force] [--piece-size N] [--tracker URL]... [--private] [--comment T]")
                    String[] arguments)
            throws CommandFailure, InterruptedException {
        run("create", shell, arguments);
    }

    @Descriptor("show recent alerts, or new ones as they happen")
    public void alerts(CommandSession shell, @Descriptor("[--follow] [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("alerts", shell, arguments);
    }

    @Descriptor("show the plugins, their ids and states")
    public void plugins(CommandSession shell, @Descriptor("[--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("plugins", shell, arguments);
    }

    @Descriptor("show a plugin, switch it on or off, let it begin anew, forget it")
    public void plugin(
            CommandSession shell,
            @Descriptor("NAME [enable|disable|reset|forget] [TORRENT] [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("plugin", shell, arguments);
    }

    @Descriptor("show the session's totals")
    public void stats(CommandSession shell, @Descriptor("[--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("stats", shell, arguments);
    }

    @Descriptor("show the node of the distributed hash table; look for items, leave some")
    public void dht(
            CommandSession shell,
            @Descriptor("[get ITEM | put TEXT [--secret FILE]] [--salt S] [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("dht", shell, arguments);
    }

    @Descriptor("ban addresses in all torrents, take bans back, show the lists of ranges")
    public void ban(CommandSession shell, @Descriptor("[RANGE...] [--remove] [--json]") String[] arguments)
            throws CommandFailure, InterruptedException {
        run("ban", shell, arguments);
    }

    private void run(String name, CommandSession shell, String[] arguments)
            throws CommandFailure, InterruptedException {
        if (arguments == null || Arrays.asList(arguments).contains(null)) {
            throw new CommandFailure(ExitStatus.USAGE, "an argument has no value: is a $variable not set?");
        }
        ShellCommands.run(
                name,
                arguments,
                new ShellContext(sessions, http, services::find, System.out, System.err, workingDirectory(shell)));
    }

    /** The shell's directory once the user changed it, which starts as that of the process; Gogo may know no shell. */
    private static Path workingDirectory(CommandSession shell) {
        Path process = Path.of(System.getProperty("user.dir")).toAbsolutePath().normalize();
        Path current = shell == null ? null : shell.currentDir();
        boolean changed =
                current != null && !current.toAbsolutePath().normalize().equals(process);
        return changed ? current.toAbsolutePath().normalize() : WorkingDirectory.get();
    }
}
