package org.torrent.console.shell;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.torrent.api.TorrentSession;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.api.dht.DhtService;
import org.torrent.console.CommandFailure;
import org.torrent.console.Sessions;
import org.torrent.console.SourceOpener;
import org.torrent.console.text.SafeText;
import org.torrent.front.json.Json;
import org.torrent.front.source.HttpAccess;
import org.torrent.front.source.Sources;

/**
 * What a console command works with.
 *
 * @param sessions the way to the session
 * @param http the way to the HTTP client
 * @param services whatever else there may be: by its type, or null
 * @param out where answers go: the pipe or terminal of the thread that runs the command
 * @param err where warnings go
 * @param workingDirectory where relative paths start
 */
record ShellContext(
        Sessions sessions,
        HttpAccess http,
        Function<Class<?>, Object> services,
        PrintStream out,
        PrintStream err,
        Path workingDirectory) {
    TorrentSession session() throws CommandFailure, InterruptedException {
        return sessions.require();
    }

    /** A service that may be there or not. */
    <T> Optional<T> service(Class<T> type) {
        return Optional.ofNullable(type.cast(services.apply(type)));
    }

    /** Opens what the user names. */
    SourceOpener sources() {
        return new SourceOpener(Sources.all(workingDirectory, http), this::warn);
    }

    /** What is known of the deploy folders now. */
    List<DeployedFile> deployed() {
        return service(DeployStatus.class).map(DeployStatus::files).orElse(List.of());
    }

    /** The DHT. */
    DhtService requireDht() throws CommandFailure {
        return service(DhtService.class)
                .orElseThrow(() -> new CommandFailure("there is no DHT: start the bundle org.torrent.dht"));
    }

    /** Prints a line, made safe. */
    void print(String line) {
        out.println(SafeText.safe(line));
    }

    /** Prints lines that are safe already. */
    void print(List<String> safeLines) {
        safeLines.forEach(out::println);
    }

    /** Warns in a line beside the answer. */
    void warn(String line) {
        err.println("torrent: warning: " + SafeText.oneLine(line));
        err.flush();
    }

    /** Fails when anything did, with the last of it; what failed before is told. */
    void fail(List<CommandFailure> failures) throws CommandFailure {
        if (failures.isEmpty()) {
            return;
        }
        int last = failures.size() - 1;
        failures.subList(0, last).forEach(failure -> err.println("torrent: " + SafeText.oneLine(failure.getMessage())));
        err.flush();
        throw failures.get(last);
    }

    /** Prints a document on one line. */
    void json(Object document) {
        out.println(Json.write(document));
    }
}
