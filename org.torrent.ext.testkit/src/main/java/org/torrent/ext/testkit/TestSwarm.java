package org.torrent.ext.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.testkit.ports.torrent.TestTorrent;

/**
 * Sessions and peers around one torrent of random bytes, in memory. Close it at the end of each test: that stops the sessions
 * as a container would, and fails when one of the plugins threw or was put in quarantine.
 *
 * <pre>{@code
 * try (TestSwarm swarm = new TestSwarm()) {
 *     TestSession session = swarm.seeder();
 *     session.deploy(new MyExtension());
 *     TestPeer peer = session.connect("my_extension");
 *     assertArrayEquals(expected, peer.ask("my_extension", question));
 * }
 * }</pre>
 */
public final class TestSwarm implements AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int TORRENT_BYTES = 5 * PIECE_BYTES - 1;
    private static final String SEED_PROPERTY = "testkit.seed";

    private final Lab lab;
    private final List<TestSession> sessions = new ArrayList<>();

    /** A swarm whose choices follow from the system property {@code testkit.seed}, or from 1. */
    public TestSwarm() {
        this(Long.getLong(SEED_PROPERTY, 1));
    }

    /**
     * A swarm whose choices follow from a seed: the order in which threads get their turn, how bytes are cut, the torrent. The
     * same seed gives the same run; another one is another test.
     */
    public TestSwarm(long seed) {
        this.lab = new Lab(seed, TestTorrent.singleFile(seed, TORRENT_BYTES, PIECE_BYTES));
    }

    /** A session that has the whole torrent. */
    public TestSession seeder() {
        return add(new TestSession(lab, true));
    }

    /** A session that has nothing of the torrent yet. */
    public TestSession leecher() {
        return add(new TestSession(lab, false));
    }

    /** A seeder and a leecher that do not know each other yet: deploy first, then {@link LoopbackPair#connect}. */
    public LoopbackPair pair() {
        return new LoopbackPair(seeder(), leecher());
    }

    private TestSession add(TestSession session) {
        sessions.add(session);
        return session;
    }

    /** The torrent's metadata: 5 pieces of 64 KiB, the last one a byte shorter. */
    public Metainfo metainfo() {
        return lab.torrent().metainfo();
    }

    /** The torrent's bytes; a copy. */
    public byte[] payload() {
        return lab.torrent().payload();
    }

    /** Lets that much time pass. */
    public void runFor(Duration duration) {
        lab.simulation().runFor(duration);
    }

    /**
     * Lets time pass until the condition holds.
     *
     * @param what is waited for, for the failure
     * @throws AssertionError when it does not within five minutes of simulated time
     */
    public void await(String what, BooleanSupplier condition) {
        lab.await(what, condition);
    }

    /**
     * Lets time pass until the stage is complete.
     *
     * @return its result
     * @throws java.util.concurrent.CompletionException when it failed
     */
    public <T> T await(String what, CompletionStage<T> stage) {
        lab.await(what, () -> stage.toCompletableFuture().isDone());
        return stage.toCompletableFuture().join();
    }

    /**
     * Stops every session.
     *
     * @throws AssertionError when a plugin threw, was late or was put in quarantine, and its test did not expect it ({@link
     *     TestSession#expectErrors}); what it threw is on standard error
     */
    @Override
    public void close() {
        List<String> troubles = new ArrayList<>();
        for (TestSession session : sessions) {
            session.stop();
            troubles.addAll(session.troubles());
        }
        if (!troubles.isEmpty()) {
            throw new AssertionError(String.join("; ", troubles));
        }
    }
}
