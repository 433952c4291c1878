package org.torrent.console.shell;

import java.util.ArrayList;
import java.util.List;
import org.torrent.api.filter.IpFilter;
import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.FilterRows;
import org.torrent.front.json.FilterDocument;
import org.torrent.model.UrlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code torrent:ban}. */
@Command(
        name = "torrent:ban",
        description = {
            "Ban addresses in all torrents, also after a restart, or take bans back.",
            "Without a RANGE: show the bans, and the lists of ranges that are configured."
        })
final class BanCommand implements ShellCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "RANGE",
            description = "192.0.2.1, 192.0.2.0/24, 2001:db8::/32 or 192.0.2.1-192.0.2.9")
    private List<String> ranges = new ArrayList<>();

    @Option(names = "--remove", description = "take these bans back")
    private boolean remove;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        IpFilter filter = context.service(IpFilter.class)
                .orElseThrow(() -> new CommandFailure(
                        "there is no IP filter: is the bundle org.torrent.ipfilter there, and started?"));
        List<CommandFailure> failures = new ArrayList<>();
        for (String given : ranges) {
            String range = UrlText.withoutUserInfo(given);
            try {
                Answers.await(remove ? filter.unban(given) : filter.ban(given), range);
                if (!json.isGiven()) {
                    context.print((remove ? "banned no more: " : "banned: ") + range);
                }
            } catch (CommandFailure e) {
                failures.add(e);
            }
        }
        if (json.isGiven()) {
            context.json(FilterDocument.of(filter));
        } else if (ranges.isEmpty()) {
            context.print(FilterRows.of(filter));
        }
        context.fail(failures);
    }
}
