package org.torrent.session.plugin.guard;

/**
 * The last that a plugin did wrong, as text.
 *
 * @param what in one line; empty for nothing
 * @param atMillis when, as wall clock time; 0 for never
 * @param stack of the last error that had one, which says what that was in its first line; empty for none
 */
public record LastError(String what, long atMillis, String stack) {
    /** Nothing yet. */
    public static final LastError NONE = new LastError("", 0, "");

    /** One more; without a stack of its own the one of before stays. */
    public LastError followed(String next, long millis, String ownStack) {
        return new LastError(next, millis, ownStack.isEmpty() ? stack : ownStack);
    }
}
