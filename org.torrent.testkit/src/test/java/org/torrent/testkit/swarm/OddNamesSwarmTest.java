package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.FileSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

/** A torrent whose names would lead out of its directory is downloaded into it, and the user is told. */
class OddNamesSwarmTest {
    private final TestTorrent torrent = TestTorrent.of(new TorrentBuilder(5, 64 * 1024)
            .file(100_000, "../../root", "..", "..", "etc", "passwd")
            .file(1, "../../root", "C:", "con")
            .file(50_000, "../../root", "etc", "PASSWD"));

    @Test
    void download_whenNamesLeadOut_shouldStayInsideAndSaySo() throws Exception {
        Swarm swarm = new Swarm(5, torrent);
        swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        SimRuntime leecher = swarm.leecher();
        TorrentHandle handle = leecher.add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(10), handle);
        assertThat(handle.files())
                .extracting(FileSnapshot::path)
                .containsExactly(
                        List.of(".._.._root", "etc", "passwd"),
                        List.of(".._.._root", "C_", "_con"),
                        List.of(".._.._root", "etc", "PASSWD.1"));
        assertThat(handle.files().get(0).originalPath()).containsExactly("../../root", "..", "..", "etc", "passwd");
        List<Alert> warnings = leecher.alerts("torrent_warning");
        assertThat(warnings).hasSize(4);
        assertThat(warnings)
                .extracting(
                        alert -> alert.details().get(AlertDetail.REASON.key()).toString())
                .anySatisfy(reason -> assertThat(reason).contains("file 0", "etc/passwd"))
                .anySatisfy(reason -> assertThat(reason).contains("file 2", "PASSWD.1", "taken"));
        swarm.stop();
    }
}
