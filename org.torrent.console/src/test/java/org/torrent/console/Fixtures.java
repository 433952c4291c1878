package org.torrent.console;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentSession;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoWriter;

/** Values for tests. */
public final class Fixtures {
    public static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    public static final String MAGNET = "magnet:?xt=urn:btih:" + HASH;

    /** A name that would clear the screen, start a new line and turn the text's direction round. */
    public static final String HOSTILE = "a\u001B[2Jb\nc\u202Ed\u0007e\u009Bf";

    private Fixtures() {}

    /** A .torrent of one file of a kilobyte. */
    public static byte[] torrent(String name) {
        try {
            return MetainfoWriter.singleFile(name, 1000)
                    .pieces(16 * 1024, new byte[20])
                    .write();
        } catch (MetainfoException e) {
            throw new AssertionError(e);
        }
    }

    public static TorrentId hash(String prefix) {
        return TorrentId.parse(prefix + "0".repeat(40 - prefix.length()));
    }

    public static Alert alert(AlertType type, String message) {
        return Alert.of(type, message).at(1_700_000_000_123L).build();
    }

    /** A way to whatever session there is at the moment; nobody waits. */
    public static Sessions sessions(Supplier<Optional<TorrentSession>> current) {
        return new Sessions() {
            @Override
            public Optional<TorrentSession> current() {
                return current.get();
            }

            @Override
            public Optional<TorrentSession> await(Duration atMost) {
                return current.get();
            }
        };
    }

    public static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    /** Text as it would arrive at a terminal. */
    public static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
