package org.torrent.options;

import java.util.Optional;
import java.util.stream.Stream;

/** The commands of {@code run/torrent}. */
public enum Command {
    /** The console, when there is no word that says otherwise. */
    CONSOLE(
            "",
            State.SESSION,
            true,
            null,
            "A BitTorrent runtime. Without a command it starts the console: commands from stdin."),

    /** Downloads. */
    GET(
            "get",
            State.JOB,
            false,
            new Operand("SOURCE", "a .torrent file, a magnet link or a URL", true),
            "Download .torrent files, magnet links or http(s) URLs of .torrent files."),

    /** Shares what is here. */
    SEED(
            "seed",
            State.JOB,
            true,
            new Operand("TORRENT", "a .torrent file, a magnet link or a URL", false),
            "Check the data that is there, then seed it until interrupted."),

    /** Makes a .torrent. */
    CREATE(
            "create",
            State.NONE,
            false,
            new Operand("PATH", "a file or a directory", false),
            "Make a .torrent of a file or a directory."),

    /** Begins a project of a plugin. */
    PLUGIN(
            "plugin",
            State.NONE,
            false,
            new Operand("new NAME", "new, and the plugin's name as in hello or org.example.hello", false),
            "Make a Maven project of a plugin of your own, in a folder NAME here."),

    /** Shows a transfer and a plugin that arrives meanwhile. */
    DEMO(
            "demo",
            State.NONE,
            false,
            null,
            "Two runtimes on this machine, a transfer between them and a plugin that arrives meanwhile."),

    /** The console's session without the console. */
    DAEMON("daemon", State.SESSION, true, null, "Run without a console until interrupted (SIGTERM, SIGINT).");

    private final String word;
    private final State state;
    private final boolean endless;
    private final Operand operand;
    private final String meaning;

    Command(String word, State state, boolean endless, Operand operand, String meaning) {
        this.word = word;
        this.state = state;
        this.endless = endless;
        this.operand = operand;
        this.meaning = meaning;
    }

    /** The command of that word; the console has none. */
    public static Optional<Command> of(String word) {
        return Stream.of(values())
                .filter(command -> command != CONSOLE && command.word.equals(word))
                .findFirst();
    }

    /** The first argument that means it; empty for the console, which needs none. */
    public String word() {
        return word;
    }

    /** Where it keeps its state. */
    public State state() {
        return state;
    }

    /** Whether a signal is its ordinary end. */
    public boolean isEndless() {
        return endless;
    }

    /** What follows it, if anything may. */
    public Optional<Operand> operand() {
        return Optional.ofNullable(operand);
    }

    /** What it does, for help. */
    public String meaning() {
        return meaning;
    }
}
