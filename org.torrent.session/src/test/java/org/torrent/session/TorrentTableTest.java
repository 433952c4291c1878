package org.torrent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;

class TorrentTableTest {
    private static final InfoHash V1 = InfoHash.parse("1".repeat(40));
    private static final byte[] V2 = new byte[TorrentId.V2_LENGTH];
    private static final TorrentId HYBRID = TorrentId.hybrid(V1, V2);

    private final TorrentTable<TorrentHandle> table = new TorrentTable<>();
    private final TorrentHandle hybrid = torrent(HYBRID);

    @Test
    void find_whenNamedByOneOfAHybridsHashes_shouldFindTheHybrid() {
        table.put(hybrid);
        assertThat(table.find(HYBRID)).isSameAs(hybrid);
        assertThat(table.find(TorrentId.v1(V1))).isSameAs(hybrid);
        assertThat(table.find(TorrentId.v2(V2))).isSameAs(hybrid);
        assertThat(table.find(TorrentId.v1(InfoHash.parse("2".repeat(40))))).isNull();
    }

    @Test
    void find_whenAVersion1TorrentTurnsOutToBeAHybrid_shouldFindIt() {
        TorrentHandle magnet = torrent(TorrentId.v1(V1));
        table.put(magnet);
        assertThat(table.find(HYBRID)).isSameAs(magnet);
    }

    @Test
    void inSwarm_whenTheConnectionIsForAHybridsVersion2_shouldTakeNobody() {
        table.put(hybrid);
        assertThat(table.inSwarm(V1)).isSameAs(hybrid);
        assertThat(table.inSwarm(InfoHash.of(new byte[InfoHash.LENGTH]))).isNull();
    }

    @Test
    void remove_whenItIsThereAnew_shouldLeaveTheNewOne() {
        table.put(hybrid);
        assertThat(table.remove(hybrid)).isTrue();
        assertThat(table.inSwarm(V1)).isNull();
        TorrentHandle again = torrent(HYBRID);
        table.put(again);
        assertThat(table.remove(hybrid)).isFalse();
        assertThat(table.find(HYBRID)).isSameAs(again);
        assertThat(table.all()).containsExactly(again);
    }

    private static TorrentHandle torrent(TorrentId id) {
        return (TorrentHandle) Proxy.newProxyInstance(
                TorrentTableTest.class.getClassLoader(),
                new Class<?>[] {TorrentHandle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id" -> id;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "torrent " + id;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
