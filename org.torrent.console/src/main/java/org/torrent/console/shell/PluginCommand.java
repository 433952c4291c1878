package org.torrent.console.shell;

import java.util.List;
import java.util.Locale;
import org.torrent.api.PluginCommand.Action;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.PluginLines;
import org.torrent.front.json.PluginDocument;
import org.torrent.model.UrlText;
import org.torrent.options.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code torrent:plugin}. */
@Command(
        name = "torrent:plugin",
        description =
                "Show all that is known of a plugin; switch it on or off or reset it, everywhere or for one torrent; forget one that is gone."
                        + " Survives a restart.")
final class PluginCommand implements ShellCommand {
    /** What completion goes by. */
    static final String NAME = "NAME";

    /** The same. */
    static final String ACTION = "enable|disable|reset|forget";

    @Parameters(index = "0", paramLabel = NAME, description = "in torrent:plugins, or its bundle, or a part of either")
    private String typed;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = ACTION,
            description = "call it or not, let it begin anew, or delete what one that is gone saved and its data;"
                    + " without: show it")
    private String action;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = TorrentSelector.LABEL,
            description = "number in torrent:list or start of the info hash: there only")
    private String torrent;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentSession session = context.session();
        Action what = action == null ? null : action();
        List<PluginSnapshot> plugins = StartedPlugins.of(session);
        if (what == null) {
            show(context, PluginSelector.all(plugins, typed));
            return;
        }
        String name =
                what == Action.FORGET ? typed : PluginSelector.select(plugins, typed); // of one that is gone: whole
        String done = perform(session, what, name);
        if (json.isGiven()) {
            List<PluginSnapshot> named = session.plugins().stream()
                    .filter(plugin -> plugin.name().equals(name))
                    .toList();
            json(context, named, PluginSelector.files(context.deployed(), named, typed));
        } else {
            context.print(done);
        }
    }

    private void show(ShellContext context, List<PluginSnapshot> named) throws CommandFailure, InterruptedException {
        List<DeployedFile> files = PluginSelector.files(context.deployed(), named, typed);
        if (named.isEmpty() && files.isEmpty()) {
            throw new CommandFailure("there is no plugin '" + UrlText.shown(typed) + "': see torrent:plugins");
        }
        if (json.isGiven()) {
            json(context, named, files);
        } else {
            context.print(PluginLines.of(named, files, context.session()));
        }
    }

    private static void json(ShellContext context, List<PluginSnapshot> plugins, List<DeployedFile> files)
            throws CommandFailure, InterruptedException {
        context.json(PluginDocument.list(plugins, context.session().snapshot().stuckThreads(), files));
    }

    private Action action() throws CommandFailure {
        for (Action known : Action.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(action)) {
                return known;
            }
        }
        throw new CommandFailure(
                ExitStatus.USAGE,
                "'" + action + "' is none of " + ACTION.replace("|", ", ") + "; see torrent:plugin --help");
    }

    private String perform(TorrentSession session, Action what, String name)
            throws CommandFailure, InterruptedException {
        org.torrent.api.PluginCommand command = org.torrent.api.PluginCommand.of(what, name);
        TorrentHandle only = torrent == null ? null : TorrentSelector.select(session, torrent);
        Answers.await(session.control(only == null ? command : command.in(only.id())), name);
        String whom = UrlText.shown(name)
                + (only == null ? "" : " for " + only.snapshot().name());
        return switch (what) {
            case ENABLE -> "enabled: " + whom;
            case DISABLE -> "disabled: " + whom;
            case RESET -> "reset: " + whom;
            case FORGET -> "forgotten: " + whom;
        };
    }
}
