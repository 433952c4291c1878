package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.dht.DhtException;
import org.torrent.api.dht.DhtItem;
import org.torrent.api.dht.DhtService;
import org.torrent.api.dht.DhtSnapshot;
import org.torrent.api.dht.DhtStored;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** {@code torrent:dht}. */
class DhtCommandTest {
    private static final String TARGET = "ab".repeat(20);
    private static final String KEY = "cd".repeat(32);

    /** A node that keeps what it was asked. */
    private static final class FakeDht implements DhtService {
        private final List<String> asked = new ArrayList<>();
        private Optional<DhtItem> found = Optional.empty();
        private int nodes = 8;

        @Override
        public DhtSnapshot snapshot() {
            return new DhtSnapshot(
                    true,
                    List.of(InetSocketAddress.createUnresolved("127.0.0.1", 6881)),
                    "",
                    2,
                    1,
                    0,
                    5,
                    List.of(new DhtSnapshot.Table("ipv4", TARGET, 30, 25, 4, 6, "1.2.3.4")),
                    3,
                    7,
                    1,
                    new TreeMap<>(Map.of("queries", 10L, "answers", 9L)));
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        @Override
        public CompletionStage<Optional<DhtItem>> get(byte[] target) {
            asked.add("get " + hex(target));
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public CompletionStage<Optional<DhtItem>> get(byte[] key, byte[] salt) {
            asked.add("get " + hex(key) + " " + new String(salt));
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public CompletionStage<DhtStored> put(BencodeValue value) {
            asked.add("put " + value);
            return CompletableFuture.completedFuture(new DhtStored(TARGET, "", 0, nodes));
        }

        @Override
        public CompletionStage<DhtStored> put(byte[] seed, byte[] salt, BencodeValue value) {
            asked.add("put " + value + " by " + hex(seed) + " " + new String(salt));
            return CompletableFuture.completedFuture(new DhtStored(TARGET, KEY, 3, nodes));
        }
    }

    @TempDir
    private Path directory;

    private final FakeDht dht = new FakeDht();
    private ShellHarness shell;

    @BeforeEach
    void thereIsANode() {
        shell = new ShellHarness(directory);
        shell.services.put(DhtService.class, dht);
    }

    @Test
    void dht_whenNothingIsAsked_shouldShowTheNode() throws Exception {
        assertThat(shell.run("dht"))
                .contains("listening    127.0.0.1:6881", "ipv4         30 nodes, 25 good", "9 of 10 queries");
        assertThat(shell.run("dht", "--json"))
                .contains("\"nodes\":30", "\"external_address\":\"1.2.3.4\"", "\"counts\":{\"answers\":9");
    }

    @Test
    void dht_whenThereIsNoBundle_shouldSayWhatToStart() {
        shell.services.clear();
        assertThatThrownBy(() -> shell.run("dht")).hasMessageContaining("org.torrent.dht");
    }

    @Test
    void get_whenAnItemIsThere_shouldPrintIt() throws Exception {
        assertThatThrownBy(() -> shell.run("dht", "get", TARGET)).hasMessageContaining("no node has such an item");
        dht.found = Optional.of(new DhtItem(BencodeString.of("Hello\u001b World!"), 4));
        assertThat(shell.run("dht", "get", KEY, "--salt", "news"))
                .contains("Hello")
                .doesNotContain("\u001b");
        assertThat(shell.run("dht", "get", TARGET, "--json")).contains("\"sequence\":4");
        assertThat(dht.asked).contains("get " + TARGET, "get " + KEY + " news");
        assertThatThrownBy(() -> shell.run("dht", "get", "abcd")).hasMessageContaining("40 hexadecimal digits");
        assertThatThrownBy(() -> shell.run("dht", "dance", "abcd")).hasMessageContaining("say get");
    }

    @Test
    void put_whenThereIsASecretOrNone_shouldSayWhereItIs() throws Exception {
        assertThat(shell.run("dht", "put", "Hello")).contains(TARGET + " is with 8 nodes");
        Files.writeString(directory.resolve("key"), KEY + "\n");
        assertThat(shell.run("dht", "put", "Hello", "--secret", "key", "--salt", "s"))
                .contains(KEY + " is with 8 nodes");
        assertThat(dht.asked).containsExactly("put Hello", "put Hello by " + KEY + " s");
        Files.writeString(directory.resolve("long"), KEY.repeat(2));
        assertThatThrownBy(() -> shell.run("dht", "put", "x", "--secret", "long"))
                .hasMessageContaining("not a secret key");
        dht.nodes = 0;
        assertThatThrownBy(() -> shell.run("dht", "put", "Hello")).hasMessageContaining("no node was asked");
    }

    @Test
    void put_whenTheNodeKnowsNobody_shouldSayWhy() {
        shell.services.put(DhtService.class, new DhtService() {
            @Override
            public DhtSnapshot snapshot() {
                throw new AssertionError();
            }

            @Override
            public CompletionStage<Optional<DhtItem>> get(byte[] target) {
                return CompletableFuture.failedFuture(new DhtException("the DHT knows no node yet"));
            }

            @Override
            public CompletionStage<Optional<DhtItem>> get(byte[] key, byte[] salt) {
                return get(key);
            }

            @Override
            public CompletionStage<DhtStored> put(BencodeValue value) {
                throw new AssertionError();
            }

            @Override
            public CompletionStage<DhtStored> put(byte[] seed, byte[] salt, BencodeValue value) {
                throw new AssertionError();
            }
        });
        assertThatThrownBy(() -> shell.run("dht", "get", TARGET))
                .hasMessage(TARGET + ": the DHT knows no node yet")
                .hasNoCause();
    }
}
