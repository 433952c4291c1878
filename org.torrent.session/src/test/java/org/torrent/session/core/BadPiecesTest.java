package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrent.session.core.BadPieces.Sent;

class BadPiecesTest {
    private final BadPieces<String> bad = new BadPieces<>();

    @Test
    void failed_whenOnePeerSentEverything_shouldBanIt() {
        assertThat(bad.failed(1, List.of(sent(0, "eve", 1), sent(1, "eve", 2)))).containsExactly("eve");
        assertThat(bad.isSuspect(1)).isFalse();
    }

    @Test
    void failed_whenSeveralContributed_shouldBanNobodyYet() {
        assertThat(bad.failed(1, List.of(sent(0, "eve", 1), sent(1, "alice", 2))))
                .isEmpty();

        assertThat(bad.isSuspect(1)).isTrue();
        assertThat(bad.suspicion("eve")).isEqualTo(1);
        assertThat(bad.suspicion("alice")).isEqualTo(1);
        assertThat(bad.suspicion("bob")).isZero();
    }

    @Test
    void failed_whenPartWasOnDisk_shouldNotTakeTheOthersForTheOnlyContributor() {
        assertThat(bad.failed(1, List.of(sent(0, null, 1), sent(1, "alice", 2))))
                .isEmpty();
        assertThat(bad.failed(2, List.of(sent(0, null, 1), sent(1, null, 2)))).isEmpty();

        assertThat(bad.passed(1, new long[] {7, 2})).isEmpty();
    }

    @Test
    void passed_whenBlocksDiffer_shouldBanWhoSentThem() {
        bad.failed(1, List.of(sent(0, "alice", 10), sent(1, "eve", 66), sent(2, "mallory", 67), sent(3, "eve", 13)));

        assertThat(bad.passed(1, new long[] {10, 11, 12, 13})).containsExactly("eve", "mallory");

        assertThat(bad.isSuspect(1)).isFalse();
        assertThat(bad.suspicion("alice")).isZero();
    }

    @Test
    void passed_whenPieceFailedTwice_shouldRememberBothTimes() {
        bad.failed(1, List.of(sent(0, "alice", 10), sent(1, "eve", 66)));
        bad.failed(1, List.of(sent(0, "mallory", 99), sent(1, "alice", 11)));

        assertThat(bad.passed(1, new long[] {10, 11})).containsExactly("eve", "mallory");
    }

    @Test
    void passed_whenPieceNeverFailed_shouldBanNobody() {
        assertThat(bad.passed(1, new long[] {1})).isEmpty();
    }

    @Test
    void failed_whenManyPiecesFail_shouldForgetTheOldest() {
        int blocks = 1024;
        int pieces = 2 * BadPieces.BLOCKS_MAX / blocks;
        for (int piece = 0; piece < pieces; piece++) {
            List<Sent<String>> all = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                all.add(sent(block, block == 0 ? "eve" : "alice", block));
            }
            bad.failed(piece, all);
        }

        assertThat(bad.isSuspect(pieces / 2 - 1)).isFalse();
        assertThat(bad.isSuspect(pieces / 2)).isTrue();
        assertThat(bad.suspicion("eve")).isEqualTo(pieces / 2);
    }

    /** Liars spoil some of their blocks; pieces are fetched again, mixed or from one peer, until they pass. */
    @Test
    void anySwarm_whenPiecesPassInTheEnd_shouldBanAllWhoLiedAndNobodyElse() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            BadPieces<Integer> swarm = new BadPieces<>();
            Set<Integer> banned = new HashSet<>();
            Set<Integer> liedInFailed = new HashSet<>();
            int liars = 1 + random.nextInt(3);
            for (int piece = 0; piece < 10; piece++) {
                boolean passed = false;
                while (!passed) {
                    List<Sent<Integer>> sent = new ArrayList<>();
                    passed = true;
                    for (int block = 0; block < 4; block++) {
                        int peer = peerNotIn(banned, random);
                        boolean lie = peer < liars && random.nextInt(3) == 0;
                        passed &= !lie;
                        sent.add(new Sent<>(block, peer, lie ? -1 - block : block));
                        if (lie) {
                            liedInFailed.add(peer);
                        }
                    }
                    banned.addAll(passed ? swarm.passed(piece, new long[] {0, 1, 2, 3}) : swarm.failed(piece, sent));
                }
            }
            assertThat(banned).isEqualTo(liedInFailed);
        }
    }

    private static int peerNotIn(Set<Integer> banned, Random random) {
        int peer;
        do {
            peer = random.nextInt(6);
        } while (banned.contains(peer));
        return peer;
    }

    private static Sent<String> sent(int block, String peer, long digest) {
        return new Sent<>(block, peer, digest);
    }
}
