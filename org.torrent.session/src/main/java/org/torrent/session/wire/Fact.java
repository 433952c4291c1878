package org.torrent.session.wire;

/**
 * What can be learnt of a connection before its handshake. Two are the same only if they are the same object.
 *
 * @param <T> type of its value
 */
public final class Fact<T> {
    private final String name;

    /** A new one; the name is for people. */
    public Fact(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
