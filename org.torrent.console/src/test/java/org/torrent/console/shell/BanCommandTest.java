package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentException;
import org.torrent.api.filter.FilterList;
import org.torrent.api.filter.IpFilter;
import org.torrent.console.CommandFailure;

class BanCommandTest {
    private final ShellHarness shell = new ShellHarness(Path.of("/"));
    private final Filter filter = new Filter();

    /** Takes whatever is no word. */
    private static final class Filter implements IpFilter {
        final List<String> bans = new ArrayList<>();
        List<FilterList> lists = List.of();

        @Override
        public List<FilterList> lists() {
            return lists;
        }

        @Override
        public List<String> bans() {
            return bans;
        }

        @Override
        public CompletionStage<Void> ban(String range) {
            if (Character.isLetter(range.charAt(0))) {
                return CompletableFuture.failedFuture(new TorrentException("it is no range"));
            }
            bans.add(range);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> unban(String range) {
            bans.remove(range);
            return CompletableFuture.completedFuture(null);
        }
    }

    @BeforeEach
    void offer() {
        shell.services.put(IpFilter.class, filter);
    }

    @Test
    void ban_shouldBanEachAndNameTheWrongOnes() {
        assertThatThrownBy(() -> shell.run("ban", "192.0.2.1", "what", "2001:db8::/32"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("what: it is no range");
        assertThat(filter.bans).containsExactly("192.0.2.1", "2001:db8::/32");
    }

    @Test
    void ban_whenTheyAreTakenBack_shouldSaySo() throws Exception {
        filter.bans.add("192.0.2.1");
        assertThat(shell.run("ban", "--remove", "192.0.2.1")).isEqualTo("banned no more: 192.0.2.1\n");
        assertThat(filter.bans).isEmpty();
    }

    @Test
    void ban_withoutARange_shouldShowBansListsAndWhatIsWrong() throws Exception {
        assertThat(shell.run("ban")).isEqualTo("nobody is banned, no list is configured\n");
        filter.bans.add("192.0.2.1");
        filter.lists = List.of(
                new FilterList(Path.of("/lists/a.p2p"), 12, 1, ""),
                new FilterList(Path.of("/lists/b"), 0, 0, "/lists/b: there is no such file"));
        assertThat(shell.run("ban").lines())
                .containsExactly(
                        "banned: 192.0.2.1",
                        "LIST   RANGES  SKIPPED",
                        "a.p2p      12        1",
                        "b           0        0",
                        "  /lists/b: there is no such file");
        assertThat(shell.run("ban", "--json"))
                .contains("\"bans\":[\"192.0.2.1\"]", "\"file\":\"/lists/a.p2p\",\"ranges\":12,\"skipped\":1");
    }

    @Test
    void ban_whenThereIsNoFilter_shouldNameTheBundle() {
        shell.services.clear();
        assertThatThrownBy(() -> shell.run("ban", "192.0.2.1")).hasMessageContaining("org.torrent.ipfilter");
    }
}
