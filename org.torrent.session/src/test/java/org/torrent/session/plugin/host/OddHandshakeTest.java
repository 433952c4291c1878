package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.session.plugin.ExtensionProtocolException;
import org.torrent.session.plugin.PluginLimits;

/** Extension handshakes as careless programs send them. */
class OddHandshakeTest {
    private final World world = new World();
    private final FakePeer peer = new FakeTorrent(world).connect();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d1:md1:ai5ee4:reqqi250ee trailing\n",
                "d1:md1:ai5ee4:reqqi250e4:reqqi1ee",
                "d4:reqqi0250e1:md1:ai05eee",
                "d1:md1:ai5e1:ai6ee4:reqqi250e1:pi99999999999999999999999ee",
                "d1:md1:ai5e1:b1:xe4:reqqi250e6:yourip3:abc1:vlee"
            })
    void onExtended_whenTheHandshakeIsOddInStyle_shouldReadIt(String body) {
        peer.receive(0, bytes(body));
        assertThat(peer.extensions.theirNames()).containsExactly("a");
        assertThat(peer.extensions.theirHandshake().orElseThrow().requestQueue())
                .hasValue(250);
        assertThat(peer.disconnects).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i1e", "d", "le", "d1:md1:bi6ee"})
    void onExtended_whenTheHandshakeCanNotBeRead_shouldKeepThePeerAndWhatItSaidBefore(String body) {
        peer.receive(0, bytes("d1:md1:ai5eee"));
        peer.receive(0, bytes(body));
        assertThat(peer.extensions.theirNames()).containsExactly("a");
        assertThat(peer.disconnects).isEmpty();
        peer.receive(0, bytes("d1:md1:bi6eee"));
        assertThat(peer.extensions.theirNames()).containsExactly("a", "b");
    }

    @Test
    void onExtended_whenLargeHandshakesFloodIn_shouldCloseThatPeerSoonerThanForShortOnes()
            throws ExtensionProtocolException {
        byte[] large = bytes("d1:md1:ai5ee1:x60000:" + "y".repeat(60_000) + "e");
        peer.tryReceive(0, large);
        peer.tryReceive(0, bytes("d1:md1:bi6eee"));
        assertThat(peer.extensions.theirNames()).containsExactly("a", "b");
        assertThatThrownBy(() -> peer.tryReceive(0, large)).hasMessageContaining("98304 bytes in a row");
        world.advanceSeconds(100);
        peer.tryReceive(0, large);
    }

    @Test
    void onExtended_whenUnreadableHandshakesFloodIn_shouldCloseThatPeer() throws ExtensionProtocolException {
        for (int i = 0; i < PluginLimits.THEIR_HANDSHAKES; i++) {
            peer.tryReceive(0, bytes("d"));
        }
        assertThatThrownBy(() -> peer.tryReceive(0, bytes("d"))).hasMessageContaining("extension handshakes in a row");
    }
}
