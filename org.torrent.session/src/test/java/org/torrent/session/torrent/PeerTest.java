package org.torrent.session.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.peer.PeerWire;
import org.torrent.session.peer.ReceivedBlock;
import org.torrent.session.peer.WireBatch;
import org.torrent.session.peer.WireConnection;
import org.torrent.session.peer.WireLimits;
import org.torrent.session.peer.WireSetup;

class PeerTest {
    @Test
    void onBatch_whenHandlingAMessageThrows_shouldCloseThePeerAndReleaseTheRest() {
        DirectBlockPool pool = new DirectBlockPool(1 << 20);
        PeerWire wire = WireConnection.accepted(
                new WireSetup(pool, WireLimits.defaults()),
                (handshake, learned) -> null,
                new InetSocketAddress("10.0.0.1", 1));
        Handshake theirs = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20]));
        Peer peer = new Peer(null, wire, theirs, false, false, 0); // without a torrent nothing can be handled
        BlockRequest span = new BlockRequest(0, 0, 1);
        peer.onBatch(
                new WireBatch(List.of(new Message.Interested(), new ReceivedBlock(span, pool.tryAcquire(1))), 20), 1);
        assertThat(peer.closingReason()).contains("internal error");
        assertThat(pool.lentBytes()).isZero();
    }
}
