package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.protocol.Message;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What peers hear that came while the files were still being checked. */
class GreetingSwarmTest {
    private static List<ScriptedPeer> comeWhileItIsChecked(Swarm swarm, SimRuntime seeder, int count) {
        seeder.disk().pace(() -> swarm.simulation.spend(Duration.ofMillis(100)));
        seeder.add(swarm.torrent);
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ScriptedPeer peer = new LeechPeer(swarm.torrent, "early" + i, 1);
            peer.dial(swarm.host().transport(), seeder.endpoint());
            peers.add(peer);
        }
        swarm.simulation.runFor(Duration.ofMillis(300));
        seeder.disk().pace(() -> {});
        swarm.simulation.runFor(Duration.ofMinutes(1));
        return peers;
    }

    @Test
    void check_whenItFindsHalfAMillionPieces_shouldTellThemInOneMessageAndCutNobody() {
        int pieces = 500_000;
        TestTorrent torrent = TestTorrent.singleFile(1, pieces * 2, 2);
        Swarm swarm = new Swarm(1, torrent);
        SimRuntime seeder = swarm.seeder();
        for (ScriptedPeer peer : comeWhileItIsChecked(swarm, seeder, 3)) {
            assertThat(peer.reason()).isNull();
            assertThat(peer.messages(Message.HaveNone.class)).hasSize(1);
            assertThat(peer.messages(Message.Have.class)).isEmpty();
            assertThat(peer.messages(Message.BitfieldMessage.class))
                    .singleElement()
                    .satisfies(message -> assertThat(
                                    Bitfield.parse(message.bits(), pieces).isFull())
                            .isTrue());
            assertThat(peer.pieces()).isNotEmpty();
        }
        swarm.stop();
    }

    @Test
    void check_whenItFindsOnePieceOfMany_shouldTellItAsAHave() {
        TestTorrent torrent = TestTorrent.singleFile(1, 200 * 1024, 1024);
        Swarm swarm = new Swarm(1, torrent);
        SimRuntime seeder = swarm.leecher();
        byte[] first = new byte[200 * 1024];
        System.arraycopy(torrent.payload(), 0, first, 0, 1024);
        seeder.disk().put(seeder.path(torrent.files().get(0)), first);
        for (ScriptedPeer peer : comeWhileItIsChecked(swarm, seeder, 3)) {
            assertThat(peer.messages(Message.Have.class)).containsExactly(new Message.Have(0));
            assertThat(peer.messages(Message.BitfieldMessage.class)).isEmpty();
        }
        swarm.stop();
    }
}
