package org.torrent.ext.api;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a plugin wants to find again: bytes in a format of its own, and the version of that format. Immutable. Any thread.
 */
public final class PluginState {
    private final int version;
    private final byte[] data;

    private PluginState(int version, byte[] data) {
        this.version = version;
        this.data = data.clone();
    }

    /**
     * A state.
     *
     * @param version of the format of {@code data}, so that a later version of the plugin can read it; not negative
     * @param data copied; at most 64 KiB for a torrent, 1 MiB for the session
     * @throws IllegalArgumentException when the version is negative
     */
    public static PluginState of(int version, byte[] data) {
        if (version < 0) {
            throw new IllegalArgumentException("a version of " + version);
        }
        return new PluginState(version, Objects.requireNonNull(data));
    }

    /** The version of the format. */
    public int version() {
        return version;
    }

    /** The bytes; a copy. */
    public byte[] data() {
        return data.clone();
    }

    /** How many bytes there are. */
    public int length() {
        return data.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PluginState that && version == that.version && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * version + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return data.length + " bytes of version " + version;
    }
}
