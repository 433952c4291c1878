package org.torrent.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.torrent.api.PluginSnapshot;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;

/** The bundles that {@link DropsTest} drops: message extensions that a peer asks, full plugins, and the extensions that ship. */
final class DropSubjects implements AutoCloseable {
    private static final int THEIR_FIRST_ID = 60;
    private static final long AGAIN_NANOS = 20_000_000L;

    private final Container container;
    private final DropFigures figures;
    private final List<Asked> asked = new ArrayList<>();
    private final Thread asker = new Thread(this::askInTurns, "drops-asker");
    private volatile Transfer transfer;
    private volatile boolean closed;

    DropSubjects(Container container, DropFigures figures) {
        this.container = container;
        this.figures = figures;
    }

    /** What the seed offers: the names of all that are asked. */
    Map<String, Integer> theirIds() {
        Map<String, Integer> ids = new TreeMap<>();
        asked.forEach(one -> ids.put(one.bundle().pluginName(), one.id));
        return ids;
    }

    /** From now on they are asked, on a thread of its own, until {@link #close}. */
    DropSubjects over(Transfer running) {
        transfer = running;
        running.seed().connection().listen(this::answered);
        asker.start();
        return this;
    }

    private void askInTurns() {
        long before = System.nanoTime();
        while (!closed) {
            asked.forEach(Asked::askAgain);
            LockSupport.parkNanos(AGAIN_NANOS - (System.nanoTime() - before));
            figures.turn(System.nanoTime() - before);
            before = System.nanoTime();
        }
    }

    private void answered(Message.Extended message) {
        long now = System.nanoTime();
        String[] answer = new String(message.body(), StandardCharsets.UTF_8).split(" ", 2);
        asked.stream()
                .filter(one -> one.id == message.id())
                .forEach(one -> one.answered(answer[0], Long.parseLong(answer[1]), now));
    }

    /** Everything stood still for the test's own sake: that is no gap. */
    void pausedByTheTest() {
        asked.forEach(Asked::pausedByTheTest);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        asker.join();
    }

    DropLane.DropSubject asked(int number) {
        Asked subject = new Asked(PluginBundle.echo("ut_drop" + number), THEIR_FIRST_ID + number);
        asked.add(subject);
        return subject;
    }

    DropLane.DropSubject full(int number) {
        PluginBundle bundle = PluginBundle.writing("test.full" + number);
        return new Silent("full" + number, bundle) {
            @Override
            public DeployedJar jar(String version) {
                return DeployedJar.of(bundle.withVersion(version));
            }
        };
    }

    DropLane.DropSubject shipped(String symbolicName) throws IOException {
        DeployedJar shipped = DeployedJar.of(Files.newInputStream(Shipped.jar("bundle", symbolicName)));
        PluginBundle bundle = PluginBundle.echo("ut_unused").withSymbolicName(symbolicName);
        return new Silent(symbolicName, bundle) {
            @Override
            public DeployedJar jar(String version) {
                return shipped.withHeader("Bundle-Version", version);
            }
        };
    }

    private boolean isAlone(String symbolicName, String version) {
        List<PluginSnapshot> there = container.pluginsOf(symbolicName);
        return !there.isEmpty()
                && there.stream()
                        .allMatch(plugin -> plugin.state() == PluginSnapshot.State.ACTIVE
                                && plugin.version().equals(version));
    }

    /** One that nobody asks. */
    private abstract class Silent implements DropLane.DropSubject {
        private final String file;
        private final PluginBundle bundle;

        Silent(String file, PluginBundle bundle) {
            this.file = file;
            this.bundle = bundle;
        }

        @Override
        public String file() {
            return file;
        }

        @Override
        public PluginBundle bundle() {
            return bundle;
        }

        @Override
        public boolean isAlone(String version) {
            return DropSubjects.this.isAlone(bundle.symbolicName(), version);
        }

        @Override
        public void ask() {
            // nobody does
        }

        @Override
        public boolean isAsked() {
            return false;
        }

        @Override
        public List<String> answers() {
            return List.of();
        }
    }

    /** One that the seed asks who it is, over and over. */
    private final class Asked extends Silent {
        private final int id;
        private final Deque<String> answers = new ArrayDeque<>(); // guarded by this, as what follows
        private final long[] askedNanos = new long[1_024]; // the last ones
        private long questions;
        private long lastAnswered;
        private long firstThatCounts;
        private long answeredNanos; // 0: not yet, or that does not count
        private String last = "";

        Asked(PluginBundle bundle, int id) {
            super(bundle.pluginName(), bundle);
            this.id = id;
        }

        @Override
        public DeployedJar jar(String version) {
            return DeployedJar.of(bundle().withVersion(version));
        }

        @Override
        public synchronized void ask() {
            answers.clear(); // only answers to what it is asked from now on count
            firstThatCounts = questions + 1;
        }

        private synchronized void pausedByTheTest() {
            answeredNanos = 0;
        }

        private void askAgain() {
            ExtendedHandshake offered = transfer.seed().connection().handshake();
            Integer ours = offered.extensions().get(bundle().pluginName());
            if (ours != null && ours != 0) {
                transfer.seed().connection().send(ours, next());
            }
        }

        private synchronized byte[] next() {
            askedNanos[(int) ((questions + 1) % askedNanos.length)] = System.nanoTime();
            return String.valueOf(++questions).getBytes(StandardCharsets.UTF_8);
        }

        private synchronized void answered(String version, long question, long nowNanos) {
            if (answeredNanos != 0) {
                figures.gap(nowNanos - answeredNanos, file() + " " + last + " to " + version);
            }
            if (question > lastAnswered && questions - question < askedNanos.length) {
                figures.waited(
                        nowNanos - askedNanos[(int) (question % askedNanos.length)], question - lastAnswered - 1);
                lastAnswered = question;
            }
            answeredNanos = nowNanos;
            last = version;
            if (question >= firstThatCounts) {
                answers.add(version);
            }
        }

        @Override
        public boolean isAsked() {
            return true;
        }

        @Override
        public synchronized List<String> answers() {
            List<String> all = List.copyOf(answers);
            answers.clear();
            return all;
        }
    }
}
