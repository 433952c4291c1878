package org.torrent.model.magnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.model.HostPort;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;

class MagnetFuzzTest {
    @Test
    void parse_whenWrittenByToString_shouldGiveTheSameLink() throws MagnetException {
        for (int seed = 0; seed < 1_000; seed++) {
            MagnetLink link = randomLink(new Random(seed));
            assertThat(MagnetLink.parse(link.toString())).as("seed %d", seed).isEqualTo(link);
        }
    }

    @Test
    void parse_whenCharactersAreChanged_shouldAcceptOrRefuseAndNothingElse() {
        Random random = new Random(5);
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            StringBuilder text =
                    new StringBuilder(randomLink(new Random(seed % 100)).toString());
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), randomChar(random));
            }
            try {
                MagnetLink link = MagnetLink.parse(text.toString());
                assertThat(link.id()).isNotNull();
            } catch (MagnetException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_999);
    }

    private static char randomChar(Random random) {
        String special = "&=%.:?+,-[]";
        return random.nextBoolean() ? special.charAt(random.nextInt(special.length())) : (char) random.nextInt(65_536);
    }

    private static MagnetLink randomLink(Random random) {
        byte[] hash = new byte[InfoHash.LENGTH];
        random.nextBytes(hash);
        byte[] v2 = new byte[TorrentId.V2_LENGTH];
        random.nextBytes(v2);
        InfoHash v1 = InfoHash.of(hash);
        TorrentId id = random.nextBoolean() ? TorrentId.v1(v1) : TorrentId.hybrid(v1, v2);
        List<String> trackers = new ArrayList<>();
        List<HostPort> peers = new ArrayList<>();
        List<FileRange> files = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            trackers.add(i + "http://" + text(random).replaceAll("\\p{Cntrl}| ", "_"));
            peers.add(
                    new HostPort(random.nextBoolean() ? "10.0.0." + i : "2001:db8::" + i, 1 + random.nextInt(65_535)));
            int first = random.nextInt(1_000);
            files.add(new FileRange(first, first + random.nextInt(3)));
        }
        return new MagnetLink(id, Optional.of(text(random)), trackers, peers, List.of(), files);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int c = random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x110000);
            boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
            text.appendCodePoint(surrogate || Character.isWhitespace(c) ? '_' : c);
        }
        return text.toString();
    }
}
