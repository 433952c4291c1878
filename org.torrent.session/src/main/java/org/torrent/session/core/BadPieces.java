package org.torrent.session.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who poisons (smart ban): a single contributor to a piece that fails its hash is guilty; of several, those are guilty
 * whose blocks differ from the blocks of the same piece once it passes. Suspicion alone bans nobody.
 *
 * @param <P> opaque, compared by equals; may outlive the connection
 */
public final class BadPieces<P> {
    /** Blocks remembered, at most; the piece that failed first is forgotten first. */
    static final int BLOCKS_MAX = 65_536;

    /**
     * One block of a piece that failed. All blocks of the piece are to be named.
     *
     * @param block index of the 16 KiB block within the piece
     * @param peer who sent it; null when nobody knows (it was on disk): nobody else is then the only contributor
     * @param digest 64 bits over its bytes, keyed with a random number so that nobody can aim at a collision
     */
    public record Sent<P>(int block, P peer, long digest) {}

    private final Map<Integer, Set<Sent<P>>> failures = new LinkedHashMap<>();
    private int blocks;

    /** A piece failed its hash. Returns whom to ban now: its only contributor, if there was only one. */
    public List<P> failed(int piece, List<Sent<P>> sent) {
        Set<P> contributors = new LinkedHashSet<>();
        for (Sent<P> each : sent) {
            contributors.add(each.peer());
        }
        if (contributors.size() == 1 && !contributors.contains(null)) {
            return new ArrayList<>(contributors);
        }
        remember(piece, sent);
        return List.of();
    }

    /** Whether the piece failed before and the guilty are not known: only then {@link #passed} needs to be called. */
    public boolean isSuspect(int piece) {
        return failures.containsKey(piece);
    }

    /**
     * A piece passed its hash. Returns whom to ban now: all who sent another block than the good one before.
     *
     * @param digests of all its blocks, in order, as for {@link Sent}
     */
    public List<P> passed(int piece, long[] digests) {
        Set<P> guilty = new LinkedHashSet<>();
        for (Sent<P> each : forget(piece)) {
            if (each.peer() != null && each.digest() != digests[each.block()]) {
                guilty.add(each.peer());
            }
        }
        return new ArrayList<>(guilty);
    }

    /** In how many failed pieces, not yet explained, this peer took part. */
    public int suspicion(P peer) {
        int pieces = 0;
        for (Set<Sent<P>> sent : failures.values()) {
            pieces += sent.stream().anyMatch(each -> peer.equals(each.peer())) ? 1 : 0;
        }
        return pieces;
    }

    private void remember(int piece, List<Sent<P>> sent) {
        Set<Sent<P>> known = forget(piece);
        for (Sent<P> each : sent) {
            if (known.size() < BLOCKS_MAX) {
                known.add(each);
            }
        }
        Iterator<Set<Sent<P>>> oldest = failures.values().iterator();
        while (blocks + known.size() > BLOCKS_MAX) {
            blocks -= oldest.next().size();
            oldest.remove();
        }
        failures.put(piece, known);
        blocks += known.size();
    }

    private Set<Sent<P>> forget(int piece) {
        Set<Sent<P>> known = failures.remove(piece);
        if (known == null) {
            return new LinkedHashSet<>();
        }
        blocks -= known.size();
        return known;
    }
}
