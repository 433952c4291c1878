package org.torrent.model.magnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.HostPort;
import org.torrent.model.Limits;
import org.torrent.model.TorrentId;

class MagnetLinkTest {
    private static final String HEX = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";
    private static final String XT = "magnet:?xt=urn:btih:" + HEX;

    @Test
    void parse_whenEveryParameterIsThere_shouldReadThem() throws MagnetException {
        MagnetLink link = MagnetLink.parse(XT + "&dn=a+b%20%C3%A9&tr=http%3A%2F%2Ft.example%2Fannounce%3Fk%3D1%2B2"
                + "&tr.1=udp://u.example:80&x.pe=10.0.0.1:6881&x.pe=%5B::1%5D:6882&so=0,2,4-6"
                + "&ws=http://w.example/f&xl=10&kt=x");
        assertThat(link)
                .isEqualTo(new MagnetLink(
                        TorrentId.parse(HEX),
                        Optional.of("a b \u00e9"),
                        List.of("http://t.example/announce?k=1+2", "udp://u.example:80"),
                        List.of(new HostPort("10.0.0.1", 6881), new HostPort("::1", 6882)),
                        List.of("http://w.example/f"),
                        List.of(new FileRange(0, 0), new FileRange(2, 2), new FileRange(4, 6))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "magnet:?xt=urn:btih:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N",
                "magnet:?xt=urn:btih:vl2mmho4yxukfwv63yhtwsbm3gxksq2n",
                "MAGNET:?XT=URN:BTIH:AAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9434D",
                "  magnet:?dn=x&xt.1=urn%3Abtih%3Aaaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\n",
                "magnet:?dn=x&amp;xt=urn:btih:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                "magnet:?xt=urn:btmh:1220caf1e1&xt=urn:btih:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                "magnet:?xt=urn:sha1:XYZ&xt=urn:btih:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d&&=&a"
            })
    void parse_whenWrittenAnotherWay_shouldFindTheInfoHash(String text) throws MagnetException {
        assertThat(MagnetLink.parse(text).id()).isEqualTo(TorrentId.parse(HEX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "magnet:",
                "magnet:?",
                "http://example.org/",
                "magnet:?dn=x",
                "magnet:?xt=urn:btih:",
                "magnet:?xt=urn:btih:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434",
                "magnet:?xt=urn:btih:gaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                "magnet:?xt=urn:btih:1L2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N",
                "magnet:?xt=urn:btih:\u00e9L2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N",
                XT + "&xt=urn:btih:0000000000000000000000000000000000000000"
            })
    void parse_whenMalformed_shouldRefuseInOneLine(String text) {
        assertThatThrownBy(() -> MagnetLink.parse(text))
                .isInstanceOf(MagnetException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "100% legal, 100% legal",
        "%, %",
        "%4, %4",
        "%zz%41, %zzA",
        "a%C3%A9%, a\u00e9%",
        "%FF, \ufffd",
    })
    void parse_whenANameIsNotQuiteEscaped_shouldTakeItAsItIs(String written, String name) throws MagnetException {
        assertThat(MagnetLink.parse(XT + "&dn=" + written).name()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.pe=127.0.0.1:0",
                "x.pe=",
                "x.pe",
                "x.pe=host",
                "x.pe=host:70000",
                "x.pe=::1:6881",
                "x.pe=[host]:1",
                "x.pe=%",
                "so=",
                "so=a",
                "so=3-1",
                "so=-1",
                "so=1-2-3",
                "so=999999999",
                "tr=",
                "ws=",
                "dn=",
                "xt=urn:btih:0",
                "xt=urn:btmh:zz"
            })
    void parse_whenAHintIsUnusable_shouldLeaveItOut(String hint) throws MagnetException {
        MagnetLink link = MagnetLink.parse("magnet:?" + hint + "&xt=urn:btih:" + HEX + "&x.pe= 10.0.0.1:1&" + hint);
        assertThat(link)
                .isEqualTo(new MagnetLink(
                        TorrentId.parse(HEX),
                        Optional.empty(),
                        List.of(),
                        List.of(new HostPort("10.0.0.1", 1)),
                        List.of(),
                        List.of()));
    }

    @Test
    void parse_whenPartsOfASelectionAreUnusable_shouldKeepTheOthers() throws MagnetException {
        assertThat(MagnetLink.parse(XT + "&so=1,,x, 3-4 ,9-8").files())
                .containsExactly(new FileRange(1, 1), new FileRange(3, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.pe=nowhere | in the magnet link, x.pe=nowhere: no port: write host:port or [v6 address]:port; this peer is left out",
                "x.pe=a%0Ab:x | in the magnet link, x.pe=a?b:x: the port is not a number within 1-65535; this peer is left out",
                "so=x | in the magnet link, so=x: 'x' is no range of files as 0,2,4-6, and is left out; all files are fetched",
                "so=1,3-2 | in the magnet link, so=1,3-2: '3-2' is no range of files as 0,2,4-6, and is left out; the others are fetched",
                "so= | in the magnet link, so=: it chooses no file; all files are fetched",
                "tr=http://t/%00 | in the magnet link, tr=http://t/?: it is no URL, and is left out",
                "ws=%01 | in the magnet link, ws=?: it is no URL, and is left out"
            })
    void parse_whenAHintIsUnusable_shouldTellWhatAndWhy(String hint, String line) throws MagnetException {
        List<String> leftOut = new ArrayList<>();
        MagnetLink.parse(XT + "&" + hint, leftOut::add);
        assertThat(leftOut).containsExactly(line);
    }

    @Test
    void parse_whenNothingIsWrong_shouldTellNothing() throws MagnetException {
        List<String> leftOut = new ArrayList<>();
        MagnetLink.parse(
                XT + "&tr=&tr=http://t/&tr=http://t/&x.pe=a:1&x.pe=a:1&so=1,,2-3&other=x&novalue", leftOut::add);
        assertThat(leftOut).isEmpty();
    }

    @Test
    void parse_whenMuchIsUnusable_shouldTellSomeAndTheNumberOfTheRest() throws MagnetException {
        List<String> leftOut = new ArrayList<>();
        MagnetLink.parse(XT + "&x.pe=no".repeat(1_000), leftOut::add);
        assertThat(leftOut).hasSize(Limits.MAGNET_WARNINGS + 1).endsWith("in the magnet link, 992 more are left out");
    }

    @Test
    void parse_whenThereAreTooManyPeers_shouldTell() throws MagnetException {
        StringBuilder link = new StringBuilder(XT);
        for (int port = 1; port <= Limits.MAGNET_PEERS + 1; port++) {
            link.append("&x.pe=h:").append(port);
        }
        List<String> leftOut = new ArrayList<>();
        MagnetLink.parse(link.toString(), leftOut::add);
        assertThat(leftOut).containsExactly("in the magnet link, x.pe=h:101: it is left out, there are 100 before it");
    }

    @Test
    void parse_whenATrackerHasOddCharacters_shouldKeepThem() throws MagnetException {
        assertThat(MagnetLink.parse(XT + "&tr=http://my_tracker:6969/a%20b|c?k=100%&tr=http://t/[x]")
                        .trackers())
                .containsExactly("http://my_tracker:6969/a b|c?k=100%", "http://t/[x]");
    }

    @Test
    void parse_whenItNamesBothHashesOfAHybrid_shouldHaveBoth() throws MagnetException {
        String v2 = "caf1e1c30e81cb361b9ee167c4aa64228a7fa4fa9f6105232b28ad099f3a302e";
        TorrentId both = TorrentId.parse(HEX + v2);
        MagnetLink link =
                MagnetLink.parse("magnet:?xt=urn:btmh:1220" + v2.toUpperCase(Locale.ROOT) + "&xt=urn:btih:" + HEX);
        assertThat(link.id()).isEqualTo(both);
        assertThat(link).hasToString(XT + "&xt=urn:btmh:1220" + v2);
        String other = v2.replace('c', 'd');
        assertThatThrownBy(() -> MagnetLink.parse(link + "&xt=urn:btmh:1220" + other))
                .isInstanceOf(MagnetException.class)
                .hasMessageContaining("two torrents");
    }

    @Test
    void parse_whenForVersion2Only_shouldSayWhatToAskFor() {
        assertThatThrownBy(() -> MagnetLink.parse("magnet:?xt=urn:btmh:1220caf1e1c30e81cb361b9ee167c4aa64228a7fa4"))
                .isInstanceOf(MagnetException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("urn:btih");
    }

    @Test
    void parse_whenThereIsTooMuch_shouldRefuseOrLeaveOut() throws MagnetException {
        assertThatThrownBy(() -> MagnetLink.parse(XT + "&dn=" + "x".repeat(Limits.MAGNET_CHARS)))
                .isInstanceOf(MagnetException.class);
        assertThatThrownBy(() -> MagnetLink.parse(XT + "&a".repeat(Limits.MAGNET_PARAMETERS)))
                .isInstanceOf(MagnetException.class);
        assertThatThrownBy(() -> MagnetLink.parse(XT + "&so=1" + ",1".repeat(Limits.FILE_RANGES)))
                .isInstanceOf(MagnetException.class);
        StringBuilder many = new StringBuilder(XT);
        for (int i = 0; i < 600; i++) {
            many.append("&tr=http://t/").append(i).append("&x.pe=h:").append(i + 1);
        }
        assertThat(MagnetLink.parse(many.toString()).trackers()).hasSize(Limits.TRACKERS);
        assertThat(MagnetLink.parse(many.toString()).peers()).hasSize(Limits.MAGNET_PEERS);
    }

    @Test
    void parse_whenATrackerCannotBeAUrl_shouldLeaveItOut() throws MagnetException {
        MagnetLink link = MagnetLink.parse(
                XT + "&tr=&tr=http://a%0d%0ab&tr=%20&tr=http://" + "a".repeat(2_050) + "&tr=http://ok&tr=http://ok");
        assertThat(link.trackers()).containsExactly("http://ok");
    }

    @Test
    void selects_whenThereIsNoSelection_shouldIncludeEveryFile() throws MagnetException {
        assertThat(MagnetLink.parse(XT).selects(12_345)).isTrue();
        MagnetLink some = MagnetLink.parse(XT + "&so=1,3-4");
        assertThat(List.of(some.selects(0), some.selects(1), some.selects(2), some.selects(4), some.selects(5)))
                .containsExactly(false, true, false, true, false);
    }

    @Test
    void selects_whenRangesOverlapInAnyOrder_shouldBeWhatEachOfThemSays() throws MagnetException {
        MagnetLink link = MagnetLink.parse(XT + "&so=9,3-5,4,0-1,5-7,20-30,22");
        List<FileRange> apart =
                List.of(new FileRange(0, 1), new FileRange(3, 7), new FileRange(9, 9), new FileRange(20, 30));
        assertThat(link.files()).isEqualTo(apart);
        for (int file = 0; file < 40; file++) {
            int one = file;
            assertThat(link.selects(file))
                    .as("file %d", file)
                    .isEqualTo(apart.stream().anyMatch(r -> r.contains(one)));
        }
        assertThat(MagnetLink.parse(link.toString())).isEqualTo(link);
    }

    @Test
    void isMagnet_whenAnotherScheme_shouldBeFalse() {
        assertThat(MagnetLink.isMagnet("Magnet:?xt=")).isTrue();
        assertThat(MagnetLink.isMagnet("magnet.torrent")).isFalse();
    }
}
