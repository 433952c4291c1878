package org.torrent.ext.api;

import java.util.Arrays;

/**
 * What a plugin wants to find again: bytes in a format of its own, and the version of that format. Any thread.
 *
 * @param version of the format of {@code data}, so that a later version of the plugin can read it; not negative
 * @param data copied both ways; at most 64 KiB for a torrent, 1 MiB for the session
 */
public record PluginState(int version, byte[] data) {
    /** Takes a copy; throws {@link IllegalArgumentException} when the version is negative. */
    public PluginState {
        if (version < 0) {
            throw new IllegalArgumentException("a version of " + version);
        }
        data = data.clone();
    }

    /** The bytes; a copy. */
    @Override
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
