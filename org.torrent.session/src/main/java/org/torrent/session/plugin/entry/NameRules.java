package org.torrent.session.plugin.entry;

import java.util.Map;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.PluginLimits;

/** Which extension names may be claimed (BEP 10, and the built-ins' own). */
public final class NameRules {
    /** Ids of the names that only full plugins may claim. */
    public static final Map<String, Integer> RESERVED =
            Map.of("ut_metadata", 1, "ut_pex", 2, "lt_trackers", 3, "lt_tex", 8);

    /** Ids of the engine's own names, which nobody may claim. */
    public static final Map<String, Integer> ENGINE = Map.of(DontHave.NAME, DontHave.ID);

    private NameRules() {}

    /** Whether the name is a built-in's. */
    public static boolean reserved(String name) {
        return name != null && RESERVED.containsKey(name);
    }

    /** Why an {@code ExtensionPlugin} can't have the name; empty when it can. */
    static String whyNot(String name) {
        return reserved(name) ? name + " is a built-in's name" : whyNobody(name);
    }

    /** Why nobody can have the name; empty when somebody can. */
    static String whyNobody(String name) {
        if (name == null || name.isEmpty() || name.length() > PluginLimits.NAME_CHARS) {
            return "the name must have 1 to " + PluginLimits.NAME_CHARS + " characters";
        }
        if (ENGINE.containsKey(name)) {
            return name + " is the engine's own name";
        }
        boolean printable = name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        return printable ? "" : "the name must be printable ASCII without spaces";
    }
}
