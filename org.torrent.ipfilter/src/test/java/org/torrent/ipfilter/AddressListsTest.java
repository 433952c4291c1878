package org.torrent.ipfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.TorrentException;
import org.torrent.testkit.ports.sim.Simulation;

class AddressListsTest {
    @TempDir
    Path directory;

    private final Simulation simulation = new Simulation(1);
    private final List<String> log = new ArrayList<>();
    private Path list;
    private AddressLists lists;
    private int changes;

    @BeforeEach
    void start() throws IOException {
        list = Files.writeString(directory.resolve("list"), "a:192.0.2.1-192.0.2.2\n");
        lists = opened();
    }

    private AddressLists opened() {
        AddressLists opened = new AddressLists(simulation, directory.resolve("bans"), log::add);
        opened.onChange(() -> changes++);
        simulation.runReady();
        return opened;
    }

    private boolean isBlocked(String address) throws UnknownHostException {
        return lists.isBlocked(InetAddress.getByName(address));
    }

    private void configure(Path... files) {
        lists.configure(List.of(files));
        simulation.runReady();
    }

    private void looks(int count) {
        simulation.runFor(Duration.ofSeconds(count * Limits.LOOK_SECONDS + 1));
    }

    private void done(CompletionStage<Void> stage) {
        simulation.runReady();
        stage.toCompletableFuture().getNow(null);
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    private void refused(CompletionStage<Void> stage, String... message) {
        simulation.runReady();
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .hasCauseInstanceOf(TorrentException.class)
                .hasMessageContainingAll(message);
    }

    @Test
    void configure_shouldReadAtOnceAndTell() throws IOException {
        changes = 0;
        configure(list);
        assertThat(isBlocked("192.0.2.2")).isTrue();
        assertThat(isBlocked("192.0.2.3")).isFalse();
        assertThat(changes).isPositive();
        assertThat(lists.lists().get(0).ranges()).isEqualTo(1);
        configure();
        assertThat(isBlocked("192.0.2.2")).isFalse();
    }

    @Test
    void look_whenAFileChanged_shouldReadItOnceItIsQuiet() throws IOException {
        configure(list);
        looks(2);
        Files.writeString(list, "192.0.2.9\n192.0.2.11\n");
        looks(1);
        assertThat(isBlocked("192.0.2.1")).as("maybe it is still being written").isTrue();
        looks(1);
        assertThat(isBlocked("192.0.2.1")).isFalse();
        assertThat(isBlocked("192.0.2.9")).isTrue();
    }

    @Test
    void look_whenAnUpdateIsBrokenOrGone_shouldKeepWhatWasReadAndSaySo() throws IOException {
        configure(list);
        Files.writeString(list, "<html>quota exceeded");
        looks(2);
        assertThat(isBlocked("192.0.2.1")).isTrue();
        assertThat(lists.lists().get(0).problem()).contains(list.toString(), "what was read before counts");
        Files.delete(list);
        looks(2);
        assertThat(isBlocked("192.0.2.1")).isTrue();
        assertThat(log).hasSize(2);
        Files.writeString(list, "192.0.2.9\n");
        looks(2);
        assertThat(isBlocked("192.0.2.1")).isFalse();
        assertThat(lists.lists().get(0).problem()).isEmpty();
    }

    @Test
    void configure_whenThereIsNoSuchFile_shouldNameItAndReadItWhenItComes() throws IOException {
        Path later = directory.resolve("later");
        configure(list, later);
        assertThat(log).singleElement().asString().contains(later.toString(), "nobody is blocked by it");
        assertThat(isBlocked("192.0.2.1")).isTrue();
        Files.writeString(later, "198.51.100.0/24\n");
        looks(2);
        assertThat(isBlocked("198.51.100.7")).isTrue();
    }

    @Test
    void configure_whenThereAreTooManyLists_shouldSaySo() {
        configure(IntStream.range(0, Limits.LISTS + 1)
                .mapToObj(i -> directory.resolve("list" + i))
                .toArray(Path[]::new));
        assertThat(lists.lists()).hasSize(Limits.LISTS);
        assertThat(log).anyMatch(line -> line.contains("only the first " + Limits.LISTS));
    }

    @Test
    void ban_shouldCountAtOnceAndAfterARestart() throws IOException {
        done(lists.ban("203.0.113.0/24"));
        done(lists.ban("2001:db8::1"));
        assertThat(isBlocked("203.0.113.9")).isTrue();
        assertThat(lists.close()).isTrue();
        lists = opened();
        assertThat(isBlocked("203.0.113.9")).isTrue();
        assertThat(lists.bans()).containsExactly("203.0.113.0/24", "2001:db8::1");
        done(lists.unban("203.0.113.0/24"));
        assertThat(isBlocked("203.0.113.9")).isFalse();
        assertThat(opened().bans()).containsExactly("2001:db8::1");
    }

    @Test
    void ban_whenItIsNoRange_shouldSayWhatIs() {
        refused(lists.ban("example.com"), "no address", "192.0.2.0/24");
        refused(lists.unban("203.0.113.1"), "is not banned");
    }

    @Test
    void ban_whenItCannotBeKept_shouldCountAndSaySo() throws IOException {
        Files.createDirectories(directory.resolve("bans~new/in the way"));
        refused(lists.ban("203.0.113.1"), "counts until the end", "can't be kept");
        assertThat(isBlocked("203.0.113.1")).isTrue();
        refused(lists.ban("203.0.113.1"), "can't be kept");
        Files.delete(directory.resolve("bans~new/in the way"));
        Files.delete(directory.resolve("bans~new"));
        done(lists.ban("203.0.113.1"));
        assertThat(opened().bans()).containsExactly("203.0.113.1");
        Files.createDirectories(directory.resolve("bans~new/in the way"));
        refused(lists.unban("203.0.113.1"), "can't be kept");
        refused(lists.unban("203.0.113.1"), "can't be kept");
    }

    @Test
    void ban_whenTheFileCannotBeRead_shouldNotWriteOverIt() throws IOException {
        byte[] long1 = new byte[Limits.BANS_BYTES + 1];
        Arrays.fill(long1, (byte) '\n');
        Files.write(directory.resolve("bans"), long1);
        lists = opened();
        assertThat(log).singleElement().asString().contains("bans", "longer than");
        refused(lists.ban("203.0.113.1"), "can't be kept", "longer than");
        assertThat(isBlocked("203.0.113.1")).isTrue();
        assertThat(Files.size(directory.resolve("bans"))).isEqualTo(long1.length);
        Files.write(directory.resolve("bans"), "203.0.113.2 \n# \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(lists.ban("203.0.113.3"), "1 lines");
        done(lists.ban("203.0.113.3"));
        assertThat(Files.readString(directory.resolve("bans"), StandardCharsets.ISO_8859_1))
                .contains("# \u00e9", "203.0.113.1", "203.0.113.2", "203.0.113.3");
    }

    @Test
    void start_whenTheFileOfBansHasOddLines_shouldCountTheOthersAndKeepThese() throws IOException {
        Files.writeString(directory.resolve("bans"), "203.0.113.1\nwhat?\n");
        lists = opened();
        assertThat(isBlocked("203.0.113.1")).isTrue();
        assertThat(log).singleElement().asString().contains("1 lines", "bans");
        done(lists.ban("203.0.113.2"));
        assertThat(Files.readAllLines(directory.resolve("bans"))).contains("what?", "203.0.113.1", "203.0.113.2");
    }

    @Test
    void ban_whenThereAreTooMany_shouldRefuse() throws IOException {
        StringBuilder full = new StringBuilder();
        for (int i = 0; i < Limits.BANS; i++) {
            full.append("10.").append(i / 250).append('.').append(i % 250).append(".1\n");
        }
        Files.writeString(directory.resolve("bans"), full);
        lists = opened();
        refused(lists.ban("203.0.113.2"), "10000 bans");
        done(lists.ban("10.0.0.1"));
    }
}
