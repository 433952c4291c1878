package org.torrent.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Assertions that cost next to nothing: they run a hundred thousand times a second. */
public final class Check {
    private Check() {}

    /** Fails unless it is so. */
    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Fails unless both are equal. */
    public static void equal(Object actual, Object expected, String what) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(what + ": " + actual + " instead of " + expected);
        }
    }

    /** Fails unless the bytes are equal. */
    public static void equal(byte[] actual, byte[] expected, String what) {
        if (!Arrays.equals(actual, expected)) {
            throw new AssertionError(what + ": " + shown(actual) + " instead of " + shown(expected));
        }
    }

    /** Fails when a message is none, or more than one line. */
    public static void isOneLine(Throwable failure) {
        String message = failure.getMessage();
        that(
                message != null && !message.isBlank() && message.indexOf('\n') < 0 && message.indexOf('\r') < 0,
                "the message of " + failure.getClass().getName() + " is not one line: " + message);
    }

    private static String shown(byte[] bytes) {
        return "'" + new String(bytes, StandardCharsets.ISO_8859_1) + "'";
    }
}
