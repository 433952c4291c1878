package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A run follows from its seed: here, again, and in another virtual machine, whose hash codes and set orders differ. */
class ReplayTest {
    /** Prints the fingerprint of a run. */
    public static void main(String[] arguments) {
        System.out.println("fingerprint " + fingerprint(Long.parseLong(arguments[0])));
    }

    private static String fingerprint(long seed) {
        TestTorrent torrent = TestTorrent.files(seed, 32 * 1024, 300_000, 500_000);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.network.defaultPath(
                org.torrent.testkit.ports.net.Path.of(Duration.ofMillis(20)).withResets(0.01));
        swarm.seeder().add(torrent);
        List<TorrentHandle> downloads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            downloads.add(swarm.leecher().add(torrent));
        }
        swarm.awaitComplete(Duration.ofHours(1), downloads);
        swarm.stop();
        return swarm.simulation.tasks() + " tasks, " + Long.toHexString(swarm.simulation.fingerprint());
    }

    @Test
    void run_whenTheSeedIsTheSame_shouldBeTheSame() {
        assertThat(fingerprint(5)).isEqualTo(fingerprint(5)).isNotEqualTo(fingerprint(6));
    }

    @Test
    void run_whenInAnotherVirtualMachine_shouldBeTheSame() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayTest.class.getName(),
                        "5")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).isZero();
        assertThat(output.strip()).isEqualTo("fingerprint " + fingerprint(5));
    }
}
