package org.torrent.console.shell;

import java.util.List;
import org.torrent.api.Alert;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.AlertLine;
import org.torrent.front.json.AlertDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code torrent:alerts}. */
@Command(name = "torrent:alerts", description = "Show the most recent alerts, or new ones as they happen.")
final class AlertsCommand implements ShellCommand {
    @Option(
            names = {"-f", "--follow"},
            description = "show new alerts as they happen, until interrupted; with --json one document a line")
    private boolean follow;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        if (follow) {
            new AlertFollower(context, json.isGiven()).run();
            return;
        }
        List<Alert> alerts = context.session().recentAlerts();
        if (json.isGiven()) {
            context.json(AlertDocument.list(alerts));
        } else if (alerts.isEmpty()) {
            context.print("no alerts");
        } else {
            context.print(alerts.stream().map(AlertLine::of).toList());
        }
    }
}
