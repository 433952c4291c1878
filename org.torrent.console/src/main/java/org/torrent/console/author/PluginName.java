package org.torrent.console.author;

import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.torrent.console.CommandFailure;
import org.torrent.console.Limits;
import org.torrent.options.ExitStatus;

/**
 * What a plugin of somebody's is called: its folder, its bundle, its message on the wire.
 *
 * @param text the name
 */
public record PluginName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*([._-][a-z0-9]+)*");
    private static final String OURS = "org.torrent";
    private static final Set<String> TAKEN = Set.of("ut_metadata", "ut_pex", "lt_trackers", "lt_tex", "lt_donthave");

    /**
     * Reads a name.
     *
     * @throws CommandFailure when it can't be all of that
     */
    public static PluginName of(String text) throws CommandFailure {
        if (!FORM.matcher(text).matches() || text.length() > Limits.PLUGIN_NAME_CHARS) {
            throw wrong(
                    text,
                    "take small letters and digits, with . _ or - between them, at most " + Limits.PLUGIN_NAME_CHARS
                            + ", as in hello or org.example.hello");
        }
        if (text.equals(OURS) || text.startsWith(OURS + ".")) {
            throw wrong(text, "what begins with " + OURS + " is this runtime's own: take another name");
        }
        if (TAKEN.contains(text)) {
            throw wrong(text, "another extension is known by it: take another name");
        }
        PluginName name = new PluginName(text);
        if (!SourceVersion.isName(name.javaPackage())) {
            throw wrong(text, "Java can't have a package " + name.javaPackage() + ": take another name");
        }
        return name;
    }

    private static CommandFailure wrong(String text, String why) {
        return new CommandFailure(ExitStatus.USAGE, "'" + text + "' can't be the name of a plugin: " + why);
    }

    /** The package of its classes. */
    public String javaPackage() {
        return text.replace('-', '_');
    }
}
