package org.torrent.options;

import static org.torrent.options.FlagRow.flag;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every flag of {@code run/torrent}, once. A new one is a row here and whoever uses its value: that is a bundle that
 * reads the property, for a row with {@link #property}, or the command in the console.
 */
public enum Flag {
    /** Where to listen. */
    LISTEN(flag("--listen")
            .takes(ListenForm.FORM)
            .repeatable()
            .means("where to listen for peers; port 0 picks a free one; repeat for several")
            .on(Command.CONSOLE, Command.GET, Command.SEED, Command.DAEMON)
            .sets("torrent.listen", ListenForm.SEVERAL)
            .byDefault(ListenForm::byDefault)),

    /** BEP 11. */
    PEX(flag("--pex")
            .takes(ValueForm.oneOf("on", "off"))
            .means("whether peers tell each other of peers (default: on)")
            .on(Command.CONSOLE, Command.GET, Command.SEED, Command.DAEMON)
            .sets("torrent.pex")),

    /** BEP 5. */
    DHT(flag("--dht")
            .takes(ValueForm.oneOf("on", "off"))
            .means("whether peers are looked for in the distributed hash table (default: on)")
            .on(Command.CONSOLE, Command.GET, Command.SEED, Command.DAEMON)
            .sets("torrent.dht")),

    /** Where the DHT begins. */
    DHT_BOOTSTRAP(flag("--dht-bootstrap")
            .takes(NodeForm.FORM)
            .repeatable()
            .means("a node of the DHT to begin at, IPv6 as [::1]:6881; repeat for several (default: well-known ones)")
            .on(Command.CONSOLE, Command.GET, Command.SEED, Command.DAEMON)
            .sets("torrent.dht.bootstrap", NodeForm.SEVERAL)
            .byDefault(NodeForm::byDefault)),

    /** Where the content goes; with the sources it is what tells one job from another. */
    DIR(flag("--dir")
            .takes(ValueForm.path("D"))
            .means("the content is D/<torrent's name> (default: the current directory)")
            .on(Command.GET, Command.SEED)),

    /** Peers to dial. */
    PEER(flag("--peer")
            .takes(ValueForm.text("HOST:PORT"))
            .repeatable()
            .means("a peer to dial, IPv6 as [::1]:6881; repeat for several")
            .on(Command.GET, Command.SEED)),

    /** Seed what was downloaded. */
    SEED(flag("--seed").means("go on seeding when complete, until interrupted").on(Command.GET)),

    /** An end in time. */
    TIMEOUT(flag("--timeout")
            .takes(ValueForm.number("S", "seconds", 1, TimeUnit.DAYS.toSeconds(3_650)))
            .means("give up after so many seconds (exit status 3)")
            .on(Command.GET)),

    /** For programs. */
    JSON(flag("--json")
            .means("print the session's alerts, one JSON document a line")
            .on(Command.GET)),

    /** Where the .torrent goes. */
    OUTPUT(flag("-o", "--output")
            .takes(ValueForm.path("FILE"))
            .means("the file to write (default: NAME.torrent in the current directory)")
            .on(Command.CREATE)),

    /** Overwrite. */
    FORCE(flag("--force").means("replace the file if it exists").on(Command.CREATE)),

    /** Length of a piece; read as bytes. */
    PIECE_SIZE(flag("--piece-size")
            .takes(PieceSizeForm.FORM)
            .means("power of two, as in 256KiB, 1M or 262144 (default: chosen by size)")
            .on(Command.CREATE)),

    /** Announce URLs. */
    TRACKER(flag("--tracker")
            .takes(TrackerUrlForm.FORM)
            .repeatable()
            .means("announce URL; repeat for several")
            .on(Command.CREATE)),

    /** BEP 27. */
    PRIVATE(flag("--private").means("only the trackers may name peers (BEP 27)").on(Command.CREATE)),

    /** For people. */
    COMMENT(flag("--comment")
            .takes(ValueForm.text("TEXT"))
            .means("comment for people")
            .on(Command.CREATE)),

    /** Which template. */
    KIND(flag("--kind")
            .takes(ValueForm.oneOf("extension", "peer", "session"))
            .means("what to begin with: a message that answers, a part in every connection, or a watch over the session"
                    + " (default: extension)")
            .on(Command.PLUGIN)),

    /** Prints help instead. */
    HELP(flag("-h", "--help").means("show this help").everywhere()),

    /** Prints the version instead. */
    VERSION(flag("-V", "--version").means("show the version").on(Command.CONSOLE));

    private static final Map<String, Flag> BY_NAME = byName();
    private static final Map<Command, List<Flag>> BY_COMMAND = byCommand();

    private final FlagRow row;

    Flag(FlagRow row) {
        this.row = row;
    }

    private static Map<String, Flag> byName() {
        Map<String, Flag> flags = new HashMap<>();
        for (Flag flag : values()) {
            flag.names().forEach(name -> flags.put(name, flag));
        }
        return flags;
    }

    private static Map<Command, List<Flag>> byCommand() {
        Map<Command, List<Flag>> flags = new EnumMap<>(Command.class);
        for (Command command : Command.values()) {
            flags.put(
                    command,
                    Stream.of(values())
                            .filter(flag -> flag.commands().contains(command))
                            .toList());
        }
        return flags;
    }

    /** The flag of that name. */
    public static Optional<Flag> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The flags of a command. */
    public static List<Flag> of(Command command) {
        return BY_COMMAND.get(command);
    }

    /** Its names, as in {@code -h} and {@code --help}. */
    public List<String> names() {
        return row.names;
    }

    /** The name it is known by, as in {@code --help}. */
    public String longName() {
        return row.names.get(row.names.size() - 1);
    }

    /** What its value looks like; nothing when it takes none. */
    public Optional<ValueForm> form() {
        return Optional.ofNullable(row.form);
    }

    /** Whether it may be given several times. */
    public boolean isRepeatable() {
        return row.repeatable;
    }

    /** What it does, for help. */
    public String meaning() {
        return row.meaning;
    }

    /** The commands that have it. */
    public Set<Command> commands() {
        return row.commands;
    }

    /** The framework property that it sets; several values are separated by commas. */
    public Optional<String> property() {
        return Optional.ofNullable(row.property);
    }

    /** What {@link #property} may be where no flag sets it. */
    public ValueForm propertyForm() {
        return row.propertyForm == null ? row.form : row.propertyForm;
    }

    /** The property's value where the flag is not given; nothing where the property is then not set. */
    public Optional<String> byDefault(State state) {
        return Optional.ofNullable(row.byDefault.apply(state));
    }

    /**
     * A value in its plainest form.
     *
     * @throws IllegalArgumentException when it is not of the flag's form; the message is one line for people
     */
    public String read(String text) {
        ValueForm form = form().orElseThrow(() -> new IllegalArgumentException(longName() + " takes no value"));
        return form.reader()
                .apply(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(longName() + " takes " + form.rule() + ", not '" + text + "'"));
    }
}
