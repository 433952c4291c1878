package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.disk.DiskCall;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What a peer gets for its requests, and when. */
class UploadSwarmTest {
    private static final TestTorrent TORRENT = TestTorrent.singleFile(3, 1_500_001, 64 * 1024);

    private static final class Asker extends LeechPeer {
        Asker() {
            super(TORRENT, "asker", 0);
        }
    }

    @Test
    void request_whenTheBlockCantBeRead_shouldBeRejectedAtOnce() {
        Swarm swarm = new Swarm(3, TORRENT);
        SimRuntime seeder = swarm.seeder();
        seeder.await("it is checked", seeder.add(TORRENT).finished());
        seeder.disk().faults(call -> call.operation() == DiskCall.Operation.READ ? DiskFault.IO_ERROR : null);
        ScriptedPeer peer = new Asker();
        peer.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runUntil("it is unchoked", Duration.ofSeconds(20), () -> !peer.messages(Message.Unchoke.class)
                .isEmpty());
        for (int i = 0; i < 10; i++) {
            BlockRequest block = TORRENT.layout().block(i, 0);
            peer.send(new Message.Request(block));
            swarm.simulation.runFor(
                    Duration.ofMillis(130)); // two ways of at most 40 ms, and no whole number of seconds
            assertThat(peer.messages(Message.Reject.class)).contains(new Message.Reject(block));
        }
        assertThat(seeder.alerts("file_error")).isNotEmpty();
        swarm.stop();
    }
}
