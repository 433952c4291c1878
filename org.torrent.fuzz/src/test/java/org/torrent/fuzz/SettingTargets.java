package org.torrent.fuzz;

import org.torrent.options.Flag;
import org.torrent.session.component.ListenFuzz;
import org.torrent.session.net.DialStrategy;

/** Values of flags and of the configuration. */
final class SettingTargets {
    private SettingTargets() {}

    /** Each flag's reader: the plainest form of a value is the plainest form of itself. */
    static void flags(String text) {
        for (Flag flag : Flag.values()) {
            if (flag.form().isPresent()) {
                readTwice(flag, text);
            }
        }
    }

    private static void readTwice(Flag flag, String text) {
        String plain;
        try {
            plain = flag.read(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        Check.equal(flag.read(plain), plain, flag.longName() + " of its plainest form");
    }

    /** Settings of the session: refused by the declared exception, or usable. */
    static void settings(String text) {
        try {
            DialStrategy.parse(text).uses("tcp");
        } catch (IllegalArgumentException e) {
            Check.that(e.getMessage() != null, "no message");
        }
        ListenFuzz.read(text);
    }
}
