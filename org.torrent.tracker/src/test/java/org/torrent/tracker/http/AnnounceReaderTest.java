package org.torrent.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.NetworkZone;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.FakeSwarm;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;

class AnnounceReaderTest {
    private static final String FULL = "d8:completei5e10:incompletei7e8:intervali1800e12:min intervali900e"
            + "5:peers12:\u007f\u0000\u0000\u0001\u001a\u00e1\n\u0000\u0000\u0002\u0000\u0050"
            + "6:peers618:" + "\u0020\u0001\r\u00b8" + "\u0000".repeat(11) + "\u0001\u001a\u00e1"
            + "10:tracker id3:abc15:warning message4:caree";

    private static AnnounceAnswer read(String body) throws TrackerException {
        return read(200, body);
    }

    private static AnnounceAnswer read(int status, String body) throws TrackerException {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return AnnounceReader.read(
                new HttpResponse("http://t/", status, "Reason\u001b", Map.of(), bytes, NetworkZone.OPEN));
    }

    @Test
    void read_whenCompact_shouldGiveAllOfIt() throws TrackerException {
        AnnounceAnswer answer = read(FULL);
        assertThat(answer.peers())
                .extracting(FakeSwarm::text)
                .containsExactly("127.0.0.1:6881", "10.0.0.2:80", "2001:db8:0:0:0:0:0:1:6881");
        assertThat(answer.intervalSeconds()).isEqualTo(1_800);
        assertThat(answer.minIntervalSeconds()).isEqualTo(900);
        assertThat(answer.seeds()).isEqualTo(5);
        assertThat(answer.leechers()).isEqualTo(7);
        assertThat(answer.trackerId()).containsExactly('a', 'b', 'c');
        assertThat(answer.warning()).contains("care");
    }

    @ParameterizedTest
    @CsvSource({
        "i5e, 5",
        "1:5, 5",
        "2: 7, 7",
        "i0e, 0",
        "i-5e, 0",
        "2:-5, 0",
        "3:abc, 0",
        "le, 0",
        "20:99999999999999999999, 0",
        "i99999999999e, 1440"
    })
    void read_whenItSaysWhenToComeBack_shouldTellThat(String retry, long minutes) {
        assertThatThrownBy(() -> read("d14:failure reason4:busy8:retry in" + retry + "e"))
                .isInstanceOfSatisfying(TrackerException.class, refusal -> {
                    assertThat(refusal).hasMessage("the tracker refuses: busy");
                    assertThat(refusal.isOfTheHost()).isFalse();
                    assertThat(refusal.retryNanos()).isEqualTo(TimeUnit.MINUTES.toNanos(minutes));
                });
    }

    @Test
    void read_whenItSaysNever_shouldTellThat() {
        assertThatThrownBy(() -> read(404, "d14:failure reason13:Not a tracker8:retry in5:nevere"))
                .isInstanceOfSatisfying(TrackerException.class, refusal -> assertThat(refusal.retryNanos())
                        .isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void read_whenPeersAreDictionaries_shouldTakeLiteralAddressesOnly() throws TrackerException {
        AnnounceAnswer answer = read("d5:peersl"
                + "d2:ip8:10.0.0.17:peer id20:aaaaaaaaaaaaaaaaaaaa4:porti1ee"
                + "d2:ip11:2001:db8::24:porti2ee"
                + "d2:ip11:example.org4:porti3ee"
                + "d2:ip9:localhost4:porti3ee"
                + "d2:ip9:999.1.1.14:porti3ee"
                + "d2:ip3:1.24:porti3ee"
                + "d2:ip4:.:.:4:porti3ee"
                + "d2:ipi5e4:porti3ee"
                + "d2:ip8:10.0.0.14:porti0ee"
                + "d2:ip8:10.0.0.14:porti70000ee"
                + "d2:ip8:10.0.0.14:porti-1ee"
                + "d2:ip8:10.0.0.1e"
                + "de"
                + "ee");
        assertThat(answer.peers()).extracting(FakeSwarm::text).containsExactly("10.0.0.1:1", "2001:db8:0:0:0:0:0:2:2");
    }

    @Test
    void read_whenAnAddressIsNobodys_shouldLeaveItOut() throws TrackerException {
        assertThat(read("d5:peers12:\u0000\u0000\u0000\u0000\u0001\u0001\u00e0\u0000\u0000\u0001\u0001\u0001e")
                        .peers())
                .isEmpty();
        assertThat(read("d6:peers618:" + "\u0000".repeat(16) + "\u0001\u0001e").peers())
                .isEmpty();
    }

    @Test
    void read_whenThereIsLittle_shouldSayWhatIsUnknown() throws TrackerException {
        AnnounceAnswer answer = read("de");
        assertThat(answer.intervalSeconds()).isEqualTo(-1);
        assertThat(answer.seeds()).isEqualTo(-1);
        assertThat(answer.peers()).isEmpty();
        assertThat(answer.warning()).isEmpty();
    }

    @Test
    void read_whenNumbersAreAbsurd_shouldTameThem() throws TrackerException {
        AnnounceAnswer answer =
                read("d8:completei9223372036854775807e10:incompletei-5e8:interval1:x12:min intervallee");
        assertThat(answer.seeds()).isEqualTo(Integer.MAX_VALUE);
        assertThat(answer.leechers()).isEqualTo(-1);
        assertThat(answer.intervalSeconds()).isEqualTo(-1);
        assertThat(answer.minIntervalSeconds()).isEqualTo(-1);
    }

    @Test
    void read_whenThereAreVeryManyPeers_shouldTakeABoundedNumber() throws TrackerException {
        int peers = 100_000;
        assertThat(read("d5:peers" + peers * 6 + ":" + "\u0001".repeat(peers * 6) + "e")
                        .peers())
                .hasSize(Limits.PEERS);
    }

    @Test
    void read_whenTheTrackerRefuses_shouldSayWhyOnOneLine() {
        String failure = "d14:failure reason13:no\n\u001b[2Jsuch\u0000te";
        assertThatThrownBy(() -> read(failure))
                .isInstanceOf(TrackerException.class)
                .hasMessage("the tracker refuses: no  [2Jsuch t");
        assertThatThrownBy(() -> read(403, failure)).hasMessageStartingWith("the tracker refuses: no");
        assertThatThrownBy(() -> read("d14:failure reason0:e")).hasMessageContaining("no reason");
    }

    @Test
    void read_whenTheStatusIsNot200_shouldSayWhichOne() {
        assertThatThrownBy(() -> read(404, "<html>"))
                .isInstanceOf(TrackerException.class)
                .hasMessage("answers with HTTP status 404 Reason");
        assertThatThrownBy(() -> read(500, FULL)).hasMessageContaining("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PEERSe\n",
                "8:completei5e8:completei5e8:intervali1800ePEERS6:peers60:e",
                "6:peers65:abcdePEERSe",
                "PEERS6:peers6i5ee",
                "PEERS6:peers6dee",
                "PEERS5:peers0:e",
                "PEERS14:failure reasonle15:warning messagei1e10:tracker idlee",
                "PEERS8:intervali99999999999999999999999ee",
                "PEERS8:completei005e10:incomplete1:xe",
                "PEERSetrailing rubbish"
            })
    void read_whenSomethingElseIsOdd_shouldStillGiveThePeers(String rest) throws TrackerException {
        String peers = "5:peers6:\u007f\u0000\u0000\u0001\u001a\u00e1";
        assertThat(read("d" + rest.replace("PEERS", peers)).peers())
                .extracting(FakeSwarm::text)
                .containsExactly("127.0.0.1:6881");
    }

    @Test
    void read_whenAPeerListEndsInAPartOfOne_shouldTakeTheWholeOnes() throws TrackerException {
        assertThat(read("d5:peers8:\u007f\u0000\u0000\u0001\u001a\u00e1xxe").peers())
                .extracting(FakeSwarm::text)
                .containsExactly("127.0.0.1:6881");
        assertThat(read("d6:peers619:" + "\u0020\u0001\r\u00b8" + "\u0000".repeat(11) + "\u0001\u001a\u00e1xe")
                        .peers())
                .hasSize(1);
    }

    @Test
    void read_whenAListOfPeersHoldsOtherThings_shouldLeaveThemOut() throws TrackerException {
        assertThat(read("d5:peersl1:ai5eled2:ip8:10.0.0.12:ip8:10.0.0.24:porti01eeee")
                        .peers())
                .extracting(FakeSwarm::text)
                .containsExactly("10.0.0.1:1");
        assertThat(read("d5:peersdee").peers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "le", "i1e", "d5:peersi5e", "d5:peers6:abcdee", "d8:interval"})
    void read_whenMalformed_shouldRefuse(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(TrackerException.class);
    }

    @Test
    void read_whenCutOffOrChanged_shouldAcceptOrRefuseAndNothingElse() {
        byte[] full = FULL.getBytes(StandardCharsets.ISO_8859_1);
        for (int length = 0; length < full.length; length++) {
            String cut = new String(Arrays.copyOf(full, length), StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(TrackerException.class);
        }
        Random random = new Random(1);
        int accepted = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] changed = full.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                read(new String(changed, StandardCharsets.ISO_8859_1));
                accepted++;
            } catch (TrackerException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
        assertThat(accepted).isBetween(100, 19_900);
    }
}
