package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.testkit.ports.disk.DiskCall.Operation;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Records of torrents that the disk does not let go. */
class RecordSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 300_000, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);

    @Test
    void remove_whenTheRecordCannotBeRemoved_shouldTakeTheTorrentOutAndSayThatItComesBack() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle handle = leecher.add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(2));
        leecher.disk()
                .faults(call -> call.operation() == Operation.DELETE
                                && call.path()
                                        .startsWith(leecher.stateDirectory().resolve("states"))
                        ? DiskFault.IO_ERROR
                        : null);
        leecher.await("remove", handle.remove(false));

        assertThat(leecher.session().torrents()).isEmpty();
        assertThat(leecher.alerts("session_error")).singleElement().satisfies(alert -> assertThat(alert.message())
                .contains("a restart will run " + handle.id() + " again", "cannot remove", "check the disk"));
        assertThat(leecher.alerts("torrent_removed")).hasSize(1);
        leecher.disk().faults(call -> null);
        leecher.stop();
        leecher.start().resume();
        assertThat(leecher.session().find(handle.id())).as("as was said").isPresent();
        leecher.await(
                "remove", leecher.session().find(handle.id()).orElseThrow().remove(false));
        leecher.stop();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).isEmpty();
        swarm.stop();
    }
}
