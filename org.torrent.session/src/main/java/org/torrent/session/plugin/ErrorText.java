package org.torrent.session.plugin;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A plugin's error as text. The object itself is never kept or logged: it would hold the plugin's class loader, and its
 * own methods are the plugin's code.
 */
final class ErrorText {
    private ErrorText() {}

    /** One line. */
    static String of(Throwable error) {
        String name = error.getClass().getName();
        try {
            String message = error.getMessage();
            String line = message == null ? name : name + ": " + message.replaceAll("\\s+", " ");
            return line.substring(0, Math.min(line.length(), PluginLimits.ERROR_CHARS));
        } catch (Throwable nested) { // getMessage is the plugin's
            return name;
        }
    }

    /** With the stack, for the log. */
    static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        try {
            error.printStackTrace(new PrintWriter(text));
        } catch (Throwable nested) { // so is printStackTrace
            return of(error);
        }
        return text.toString();
    }
}
