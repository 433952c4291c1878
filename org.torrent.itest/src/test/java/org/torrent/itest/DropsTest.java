package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Hundreds of bad jars are written over good ones, in an order drawn from a seed, under a running transfer: at every step the
 * last good version answers a peer, each refusal is said, each good jar runs, and in the end nothing is left of them. With
 * {@code drops.hostile}, {@code drops.redeploys} and {@code drops.seed} it is a bench (drops.sh).
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DropsTest {
    private static final int HOSTILE = Integer.getInteger("drops.hostile", 300);
    private static final int REDEPLOYS = Integer.getInteger("drops.redeploys", HOSTILE);
    private static final long SEED = Long.getLong("drops.seed", 1);
    private static final int ASKED = Integer.getInteger("drops.asked", 24);
    private static final boolean IS_REPORTED = Boolean.getBoolean("drops.report");
    private static final int FULL = 3;
    private static final long STEP_NANOS = 30_000_000_000L;

    @Inject
    private BundleContext context;

    private static final int SAMPLES = 10;

    private final Queue<WeakReference<ClassLoader>> loaders = new ConcurrentLinkedQueue<>();
    private final AtomicInteger watched = new AtomicInteger();
    private final DropFigures figures = new DropFigures();
    private boolean isMeasured;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(DropsTest.class)};
    }

    @Test
    public void goodJars_whenBadOnesAreWrittenOverThem_shouldAnswerAndRecover() throws Exception {
        Container container = new Container(context);
        DeployFolder folder = new DeployFolder(context);
        folder.deadline(3_000);
        DropSubjects subjects = new DropSubjects(container, figures);
        List<DropLane> lanes = lanes(folder, subjects);
        BundleTraces traces = new BundleTraces(context);
        int bundles = context.getBundles().length;
        SynchronousBundleListener watch = this::watch;
        context.addBundleListener(watch);
        for (DropLane lane : lanes) {
            lane.open();
        }
        try (Transfer transfer = Transfer.start(container, "drops", waitFor(lanes, subjects, folder));
                DropSubjects asked = subjects.over(transfer)) {
            run(lanes, subjects, lanes.size(), lanes.size()); // what is made once is there
            isMeasured = IS_REPORTED;
            Map<String, Long> services = traces.services();
            long descriptors = descriptors();
            run(lanes, subjects, HOSTILE, REDEPLOYS);
            BundleTraces.awaitSame("services", services, traces::services);
            Await.until(
                    () -> "descriptors as before: " + descriptors + ", there are " + descriptors(),
                    () -> descriptors() <= descriptors);
            assertEquals("connections", 1, transfer.seed().dialled());
            assertNull(transfer.seed().connection().failure());
            report(lanes);
            for (DropLane lane : lanes) {
                lane.close();
            }
            transfer.finishUndropped(); // what waits at the gate for long is asked for again
            assertEquals("connections", 1, transfer.seed().dialled());
        }
        Await.until("bundles as before", () -> context.getBundles().length == bundles);
        context.removeBundleListener(watch);
        Await.until("no threads of plugins and of the deployer's calls: " + threads(), () -> threads()
                .isEmpty());
        Await.until(
                () -> left().size() + " class loaders are left of " + watched + ": " + left(), () -> left().isEmpty());
        assertTrue("loaders were watched", watched.get() >= REDEPLOYS);
    }

    private List<DropLane> lanes(DeployFolder folder, DropSubjects subjects) throws Exception {
        List<DropLane.DropSubject> all = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            all.add(subjects.asked(i));
        }
        for (int i = 0; i < FULL; i++) {
            all.add(subjects.full(i));
        }
        for (String name : List.of("org.torrent.ext.metadata", "org.torrent.ext.pex", "org.torrent.ext.trackers")) {
            all.add(subjects.shipped(name));
        }
        List<DropLane> lanes = new ArrayList<>();
        for (DropLane.DropSubject subject : all) {
            lanes.add(new DropLane(folder, subject, SEED * 1_000 + lanes.size(), figures));
        }
        return lanes;
    }

    /** Torrents ask their plugins at the start: they must be there. Returns what the seed is to offer. */
    private static Map<String, Integer> waitFor(List<DropLane> lanes, DropSubjects subjects, DeployFolder folder) {
        Await.until(() -> "all active in " + folder.status().files(), () -> lanes.stream()
                .allMatch(DropLane::isThere));
        return subjects.theirIds();
    }

    /** So many of both, and until all are good again. */
    private void run(List<DropLane> lanes, DropSubjects subjects, int hostile, int redeploys) throws Exception {
        long progressNanos = System.nanoTime();
        int before = -1;
        int sampled = 0;
        while (true) {
            int hostiles = lanes.stream().mapToInt(DropLane::hostiles).sum();
            int goods = lanes.stream().mapToInt(DropLane::goods).sum();
            boolean isEnough = hostiles >= hostile && goods >= redeploys;
            if (isEnough && lanes.stream().allMatch(DropLane::isGood)) {
                return;
            }
            DropLane.Next next =
                    isEnough ? DropLane.Next.NONE : hostiles < hostile ? DropLane.Next.ANY : DropLane.Next.GOOD;
            for (DropLane lane : lanes) {
                lane.step(next);
            }
            if (isMeasured && (hostiles + goods) * (long) SAMPLES >= (sampled + 1L) * (hostile + redeploys)) {
                sampled++;
                figures.sample(hostiles + goods + " drops: " + traces());
                subjects.pausedByTheTest();
            }
            if (hostiles + goods != before) {
                before = hostiles + goods;
                progressNanos = System.nanoTime();
            }
            assertTrue("no step: " + lanes, System.nanoTime() - progressNanos < STEP_NANOS);
            Await.moment();
        }
    }

    private void watch(BundleEvent event) {
        boolean isDropped = event.getBundle().getLocation().startsWith("torrent-deploy:");
        BundleWiring wiring = event.getBundle().adapt(BundleWiring.class);
        if (event.getType() == BundleEvent.RESOLVED && isDropped && wiring.getClassLoader() != null) {
            loaders.add(new WeakReference<>(wiring.getClassLoader()));
            if (watched.incrementAndGet() % 1_000 == 0) {
                loaders.removeIf(loader -> loader.get() == null);
            }
        }
    }

    private List<String> left() {
        System.gc();
        return loaders.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("plugin-start")
                        || name.startsWith("plugin-end")
                        || name.startsWith("torrent-deploy its"))
                .toList();
    }

    private static long descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : Arrays.stream(open).count();
    }

    private void report(List<DropLane> lanes) {
        if (IS_REPORTED) {
            System.out.printf(
                    "%d hostile drops, %d good ones, seed %d%n%s%nat the end: %s%n",
                    lanes.stream().mapToInt(DropLane::hostiles).sum(),
                    lanes.stream().mapToInt(DropLane::goods).sum(),
                    SEED,
                    figures,
                    traces());
        }
    }

    private String traces() {
        List<String> left = left();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return "heap %d KiB after a collection, %d threads, %d descriptors, %d class loaders of bundles from the folder"
                .formatted(heap >> 10, Thread.getAllStackTraces().size(), descriptors(), left.size());
    }
}
