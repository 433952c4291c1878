package org.torrent.session.plugin.guard;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.torrent.session.plugin.PluginLimits;

/**
 * A plugin's error as text. The object itself is never kept or logged: it would hold the plugin's class loader, and its
 * own methods are the plugin's code.
 */
public final class ErrorText {
    private ErrorText() {}

    /** One line. */
    public static String of(Throwable error) {
        String name = error.getClass().getName();
        try {
            String message = error.getMessage();
            String line = message == null ? name : name + ": " + message.replaceAll("\\s+", " ");
            return line.substring(0, Math.min(line.length(), PluginLimits.ERROR_CHARS));
        } catch (Throwable nested) { // getMessage is the plugin's
            return name;
        }
    }

    /** The innermost frame. */
    public static String top(StackTraceElement[] stack) {
        return stack.length == 0 ? "an unknown place" : stack[0].toString();
    }

    /** The innermost frame that is not the Java runtime's own, where it has any: not all that waits, waits in its own code. */
    public static String place(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame ->
                        frame.getModuleName() == null || !frame.getModuleName().startsWith("java."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElseGet(() -> top(stack));
    }

    /** A stack, for the log. */
    public static String of(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .limit(PluginLimits.STACK_FRAMES)
                .map(frame -> "\tat " + frame)
                .collect(Collectors.joining("\n"));
    }

    /** With the stack, for the log; the beginning of one that is long. */
    public static String trace(Throwable error) {
        CutWriter text = new CutWriter();
        try {
            error.printStackTrace(new PrintWriter(text));
        } catch (Throwable nested) { // so is printStackTrace
            return of(error);
        }
        return text.toString();
    }

    /** Takes everything and keeps the beginning. */
    private static final class CutWriter extends StringWriter {
        @Override
        public void write(int c) {
            if (getBuffer().length() < PluginLimits.STACK_CHARS) {
                super.write(c);
            }
        }

        @Override
        public void write(char[] text, int from, int length) {
            super.write(
                    text,
                    from,
                    Math.min(length, PluginLimits.STACK_CHARS - getBuffer().length()));
        }

        @Override
        public void write(String text) {
            write(text, 0, text.length());
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(
                    text,
                    from,
                    Math.min(length, PluginLimits.STACK_CHARS - getBuffer().length()));
        }
    }
}
