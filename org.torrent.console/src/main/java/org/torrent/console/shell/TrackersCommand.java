package org.torrent.console.shell;

import java.util.concurrent.CompletionStage;
import org.torrent.api.TorrentHandle;
import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.TrackerRows;
import org.torrent.front.json.TrackerDocument;
import org.torrent.model.UrlText;
import org.torrent.options.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code torrent:trackers}. */
@Command(
        name = "torrent:trackers",
        description = "Show a torrent's trackers, or change them: add URL, remove URL, edit URL NEW-URL.",
        footer = {
            "",
            "STATE: idle was not needed so far, announcing is being asked or waits for its turn.",
            "SEEDS, LEECHERS: how many the tracker counts; PEERS: how many its last answer named."
        })
final class TrackersCommand implements ShellCommand {
    /** What completion goes by. */
    static final String ACTION = "add|remove|edit";

    @Mixin
    private TorrentSelector.One torrent;

    @Parameters(index = "1", arity = "0..1", paramLabel = ACTION, description = "change the list; without: show it")
    private String action;

    @Parameters(index = "2", arity = "0..1", paramLabel = "URL", description = "a tracker, as it is listed here")
    private String url;

    @Parameters(index = "3", arity = "0..1", paramLabel = "NEW-URL", description = "what it is to be instead")
    private String newUrl;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentHandle handle = torrent.in(context.session());
        if (action != null) {
            String done = change(handle);
            if (!json.isGiven()) {
                context.print(done);
                return;
            }
        }
        if (json.isGiven()) {
            context.json(TrackerDocument.list(handle.id(), handle.trackers()));
        } else {
            context.print(TrackerRows.of(handle.trackers()));
        }
    }

    private String change(TorrentHandle handle) throws CommandFailure, InterruptedException {
        int urls = "edit".equals(action) ? 2 : 1;
        if (!("|" + ACTION + "|").contains("|" + action + "|") || (newUrl != null ? 2 : url != null ? 1 : 0) != urls) {
            throw new CommandFailure(
                    ExitStatus.USAGE, "write add URL, remove URL or edit URL NEW-URL; see torrent:trackers --help");
        }
        CompletionStage<Void> change =
                switch (action) {
                    case "add" -> handle.addTracker(url);
                    case "remove" -> handle.removeTracker(url);
                    default -> handle.editTracker(url, newUrl);
                };
        String name = handle.snapshot().name();
        Answers.await(change, name);
        return switch (action) {
            case "add" -> "added to " + name + ": " + UrlText.shown(url);
            case "remove" -> "removed from " + name + ": " + UrlText.shown(url);
            default -> "changed for " + name + ": " + UrlText.shown(newUrl);
        };
    }
}
