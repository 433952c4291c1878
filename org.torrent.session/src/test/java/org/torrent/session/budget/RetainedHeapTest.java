package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.session.budget.RetainedHeap.Kind;

class RetainedHeapTest {
    private static final int K = 64 << 10; // more than anybody has without asking
    private final RetainedHeap heap = new RetainedHeap(1_000L * K);

    @Test
    void resize_whenOneKindIsFlooded_shouldRefuseItAndLeaveRoomForOthers() {
        List<RetainedHeap.Account> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            RetainedHeap.Account account = heap.open(Kind.UNRESOLVED_PIECES);
            if (account.resize(10 * K)) {
                flood.add(account);
            }
        }
        assertThat(flood).hasSize(50);
        assertThat(heap.sum(Kind.UNRESOLVED_PIECES)).isEqualTo(50 * (10 * K - RetainedHeap.UNRESOLVED_FREE_BYTES));
        assertThat(heap.open(Kind.HANDSHAKES).resize(250 * K)).isTrue();
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(250 * K)).isTrue();
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(50 * K))
                .as("the whole is full")
                .isFalse();
        flood.forEach(RetainedHeap.Account::close);
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(250 * K)).isTrue();
    }

    @Test
    void resize_whenManyHaveLittle_shouldTakeNoRoomFromOthers() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(heap.open(Kind.KNOWN_PEERS).resize(RetainedHeap.KNOWN_FREE_BYTES))
                    .isTrue();
            assertThat(heap.open(Kind.UNRESOLVED_PIECES).resize(RetainedHeap.UNRESOLVED_FREE_BYTES))
                    .isTrue();
        }
        assertThat(heap.sum()).isZero();
        assertThat(heap.open(Kind.HANDSHAKES).resize(250 * K)).isTrue();
        assertThat(heap.open(Kind.PARTIAL_MESSAGES).resize(250 * K)).isTrue();
        assertThat(heap.open(Kind.UNREAD_MESSAGES).resize(250 * K)).isTrue();
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(250 * K)).isTrue();
    }

    @Test
    void resize_whenAnOwnerGoesBackToLittle_shouldGiveBackAllThatCounted() {
        RetainedHeap.Account account = heap.open(Kind.KNOWN_PEERS);
        assertThat(account.resize(100L + RetainedHeap.KNOWN_FREE_BYTES)).isTrue();
        assertThat(heap.sum()).isEqualTo(100);
        assertThat(account.resize(RetainedHeap.KNOWN_FREE_BYTES / 2)).isTrue();
        assertThat(heap.sum()).isZero();
        assertThat(account.bytes()).isEqualTo(RetainedHeap.KNOWN_FREE_BYTES / 2);
    }

    @Test
    void resize_whenTheWholeIsFull_shouldStillGiveALittleToEachWhoNeedsIt() {
        assertThat(heap.open(Kind.UNRESOLVED_PIECES).resize(500L * K + RetainedHeap.UNRESOLVED_FREE_BYTES))
                .isTrue();
        assertThat(heap.open(Kind.KNOWN_PEERS).resize(500L * K + RetainedHeap.KNOWN_FREE_BYTES))
                .isTrue();
        for (int i = 0; i < 100; i++) {
            RetainedHeap.Account claims = heap.open(Kind.UNRESOLVED_PIECES);
            assertThat(claims.resize(RetainedHeap.UNRESOLVED_FREE_BYTES)).isTrue();
            assertThat(claims.resize(RetainedHeap.UNRESOLVED_FREE_BYTES + 1)).isFalse();
            RetainedHeap.Account endpoints = heap.open(Kind.KNOWN_PEERS);
            assertThat(endpoints.resize(RetainedHeap.KNOWN_FREE_BYTES)).isTrue();
            assertThat(endpoints.resize(RetainedHeap.KNOWN_FREE_BYTES + 1)).isFalse();
        }
        assertThat(heap.open(Kind.HANDSHAKES).resize(1)).as("those do without").isFalse();
    }

    @Test
    void resize_whenRefused_shouldKeepWhatItHadAndLessShouldAlwaysWork() {
        RetainedHeap.Account account = heap.open(Kind.HANDSHAKES);
        assertThat(account.resize(200 * K)).isTrue();
        assertThat(account.resize(251 * K)).isFalse();
        assertThat(account.bytes()).isEqualTo(200 * K);
        heap.limit(10);
        assertThat(account.resize(150 * K)).isTrue();
        assertThat(account.resize(151 * K)).isFalse();
        assertThat(heap.sum()).isEqualTo(150 * K);
    }

    @Test
    void close_whenCalledTwice_shouldGiveBackOnce() {
        RetainedHeap.Account account = heap.open(Kind.KNOWN_PEERS);
        account.resize(100L + RetainedHeap.KNOWN_FREE_BYTES);
        account.close();
        account.close();
        assertThat(heap.sum()).isZero();
        assertThat(heap.sum(Kind.KNOWN_PEERS)).isZero();
    }
}
