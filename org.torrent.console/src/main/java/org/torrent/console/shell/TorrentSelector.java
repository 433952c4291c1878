package org.torrent.console.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.console.CommandFailure;
import org.torrent.model.TorrentId;
import picocli.CommandLine.Parameters;

/**
 * How a torrent is named: by its number in {@code torrent:list} or by the start of its info hash. Digits that are a
 * torrent's number mean that, even where they also start an info hash.
 */
final class TorrentSelector {
    /** What completion goes by. */
    static final String LABEL = "TORRENT";

    private TorrentSelector() {}

    /** One torrent, as a mixin. */
    static final class One {
        @Parameters(index = "0", paramLabel = LABEL, description = "number in torrent:list or start of the info hash")
        private String name;

        TorrentHandle in(TorrentSession session) throws CommandFailure {
            return select(session, name);
        }
    }

    /** One or more torrents, as a mixin. */
    static final class Some {
        @Parameters(
                arity = "1..*",
                paramLabel = LABEL,
                description = "numbers in torrent:list or starts of info hashes")
        private List<String> names;

        /** Does the same to each, in their order, whatever becomes of the others; fails when any of it did, and each is named. */
        void each(ShellContext context, Job job) throws CommandFailure, InterruptedException {
            TorrentSession session = context.session();
            List<CommandFailure> failures = new ArrayList<>();
            // All before the first: once one is gone, what names it may fit another.
            Map<TorrentId, TorrentHandle> selected = new LinkedHashMap<>();
            for (String name : names) {
                try {
                    TorrentHandle torrent = select(session, name);
                    selected.put(torrent.id(), torrent);
                } catch (CommandFailure e) {
                    failures.add(e);
                }
            }
            for (TorrentHandle torrent : selected.values()) {
                try {
                    job.run(torrent, torrent.snapshot().name());
                } catch (CommandFailure e) {
                    failures.add(e);
                }
            }
            context.fail(failures);
        }
    }

    /** What is done to a torrent. */
    interface Job {
        /** @param name the torrent's, for people */
        void run(TorrentHandle torrent, String name) throws CommandFailure, InterruptedException;
    }

    /** The torrent of that name. */
    static TorrentHandle select(TorrentSession session, String name) throws CommandFailure {
        List<TorrentHandle> torrents = session.torrents();
        for (TorrentHandle torrent : torrents) {
            if (name.equals(Integer.toString(torrent.number()))) {
                return torrent;
            }
        }
        String prefix = name.toLowerCase(Locale.ROOT);
        if (!prefix.matches("[0-9a-f]{1," + TorrentId.TEXT_CHARS + "}")) {
            throw unknown(name);
        }
        List<TorrentHandle> matches = torrents.stream()
                .filter(torrent -> torrent.id().startsWith(prefix))
                .toList();
        if (matches.size() > 1) {
            throw ambiguous(name, matches);
        }
        return matches.stream().findFirst().orElseThrow(() -> unknown(name));
    }

    private static CommandFailure unknown(String name) {
        return new CommandFailure(
                "no torrent '" + name + "': give a number from torrent:list or the start of an info hash");
    }

    private static CommandFailure ambiguous(String name, List<TorrentHandle> matches) {
        String numbers = matches.stream()
                .map(torrent -> torrent.number() + " (" + torrent.snapshot().name() + ")")
                .collect(Collectors.joining(", "));
        return new CommandFailure(
                "'" + name + "' is ambiguous, it fits the torrents " + numbers + ": give more digits or the number");
    }
}
