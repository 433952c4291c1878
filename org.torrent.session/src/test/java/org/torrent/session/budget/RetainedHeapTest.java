package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.session.budget.RetainedHeap.Kind;

class RetainedHeapTest {
    private final RetainedHeap heap = new RetainedHeap(1_000);

    @Test
    void resize_whenOneKindIsFlooded_shouldRefuseItAndLeaveRoomForOthers() {
        List<RetainedHeap.Account> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            RetainedHeap.Account account = heap.open(Kind.UNRESOLVED_PIECES);
            if (account.resize(10)) {
                flood.add(account);
            }
        }
        assertThat(flood).hasSize(50);
        assertThat(heap.sum(Kind.UNRESOLVED_PIECES)).isEqualTo(500);
        assertThat(heap.open(Kind.HANDSHAKES).resize(250)).isTrue();
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(250)).isTrue();
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(1))
                .as("the whole is full")
                .isFalse();
        flood.forEach(RetainedHeap.Account::close);
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(250)).isTrue();
    }

    @Test
    void resize_whenRefused_shouldKeepWhatItHadAndLessShouldAlwaysWork() {
        RetainedHeap.Account account = heap.open(Kind.HANDSHAKES);
        assertThat(account.resize(200)).isTrue();
        assertThat(account.resize(251)).isFalse();
        assertThat(account.bytes()).isEqualTo(200);
        heap.limit(10);
        assertThat(account.resize(150)).isTrue();
        assertThat(account.resize(151)).isFalse();
        assertThat(heap.sum()).isEqualTo(150);
    }

    @Test
    void close_whenCalledTwice_shouldGiveBackOnce() {
        RetainedHeap.Account account = heap.open(Kind.KNOWN_PEERS);
        account.resize(100);
        account.close();
        account.close();
        assertThat(heap.sum()).isZero();
        assertThat(heap.sum(Kind.KNOWN_PEERS)).isZero();
    }
}
