package org.torrent.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.builtins.Completers.CompletionData;
import org.jline.reader.Candidate;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
import org.torrent.console.SessionTracker;
import org.torrent.console.text.SafeText;
import org.torrent.console.view.TorrentRows;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What can be completed, in JLine's words: the only class that needs JLine to be there when it is loaded. */
final class JlineCompletion {
    private static final String TORRENTS = "__torrents";
    private static final String FILES = "__files";
    private static final String PLUGINS = "__plugins";
    private static final String ACTIONS = "__pluginactions";
    private static final String TRACKER_ACTIONS = "__trackeractions";

    /** What completes an argument, by its label. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "SOURCE",
            FILES,
            "PATH",
            FILES,
            "FILE",
            FILES,
            "D",
            FILES,
            TorrentSelector.LABEL,
            TORRENTS,
            PluginCommand.NAME,
            PLUGINS,
            PluginCommand.ACTION,
            ACTIONS,
            TrackersCommand.ACTION,
            TRACKER_ACTIONS);

    private final SessionTracker sessions;

    JlineCompletion(SessionTracker sessions) {
        this.sessions = sessions;
    }

    /**
     * Adds our commands to what the shell completes, once.
     *
     * @param completions by command: a map of lists of {@code CompletionData}
     */
    @SuppressWarnings("unchecked")
    void addTo(CommandSession shell, Map<?, ?> completions) {
        if (shell.get(TORRENTS) == null) {
            shell.put(TORRENTS, (Function) (session, arguments) -> candidates());
            shell.put(PLUGINS, (Function) (session, arguments) -> plugins());
            shell.put(ACTIONS, (Function) (session, arguments) -> actions());
            shell.put(TRACKER_ACTIONS, (Function) (session, arguments) -> choices(TrackersCommand.ACTION));
            Map<String, List<CompletionData>> all = (Map<String, List<CompletionData>>) completions;
            ShellCommands.names().forEach(name -> all.put("torrent:" + name, describe(name)));
        }
    }

    /** What follows the command's name. */
    static List<CompletionData> describe(String name) {
        CommandSpec spec = ShellCommands.commandLine(name).getCommandSpec();
        List<CompletionData> data = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            String argument = option.arity().max() == 0 ? null : ARGUMENTS.getOrDefault(option.paramLabel(), "[ ]");
            data.add(new CompletionData(
                    List.of(option.names()), String.join(" ", option.description()), argument, null));
        }
        spec.positionalParameters().stream()
                .map(parameter -> ARGUMENTS.get(parameter.paramLabel()))
                .filter(Objects::nonNull)
                .forEach(argument -> data.add(new CompletionData(null, null, argument, null)));
        return data;
    }

    /** What can be done to a plugin. */
    static List<Candidate> actions() {
        return choices(PluginCommand.ACTION);
    }

    private static List<Candidate> choices(String label) {
        return Stream.of(label.split("\\|")).map(Candidate::new).toList();
    }

    private List<Candidate> plugins() {
        return sessions.current()
                .map(session -> session.plugins().stream()
                        .map(plugin -> new Candidate(SafeText.safe(plugin.name())))
                        .toList())
                .orElse(List.of());
    }

    /** Numbers and the starts of info hashes, each with the torrent's name. */
    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        sessions.current().ifPresent(session -> {
            for (TorrentHandle handle : session.torrents()) {
                TorrentSnapshot torrent = handle.snapshot();
                String name = SafeText.safe(torrent.name());
                for (String value : List.of(Integer.toString(torrent.number()), TorrentRows.shortHash(torrent))) {
                    candidates.add(new Candidate(value, value, null, name, null, null, true));
                }
            }
        });
        return candidates;
    }
}
