package org.torrent.deploy.update;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.folder.WatchedFile;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;

/**
 * All that is known of one symbolic name: at most one bundle of it runs. Decides which, and brings that about, one step after
 * the other. On the deployer's thread.
 */
public final class Slot {
    private static final Comparator<WatchedFile> BEST = Comparator.comparing(
                    (WatchedFile file) -> file.jar().version())
            .thenComparingLong(WatchedFile::modifiedMillis)
            .thenComparing(WatchedFile::path, Comparator.reverseOrder());

    private final String name;
    private final BundlePort port;
    private final Map<String, RefusedException> failed = new HashMap<>(); // why, by digest
    private final Map<String, RefusedException> tried = new HashMap<>(); // what it was, of those that are tried again
    private Running running;
    private Replacement coming; // null: nothing is under way
    private boolean busy; // with what runs, or with what left
    private boolean forgiven; // while something was under way
    private long resting = Running.NOTHING; // what ships, stopped for another's sake
    private String down = ""; // why what should run does not
    private long downNanos;
    private Running left; // something went wrong when it did
    private String trouble = "";

    /** Nothing of that name runs. */
    public Slot(String name, BundlePort port) {
        this.name = name;
        this.port = port;
    }

    /** Other bundles came: what could not be wired may be now. */
    public void forgive() {
        failed.forEach((digest, reason) -> {
            if (reason.isOver()) {
                tried.put(digest, reason);
            }
        });
        failed.keySet().removeAll(tried.keySet());
        forgiven = isBusy();
    }

    /** Somebody wrote this jar anew: it is tried again, whatever was wrong with it. */
    public void retry(JarFacts jar) {
        if (jar != null) {
            failed.remove(jar.digest());
            tried.remove(jar.digest());
        }
    }

    /**
     * Does what there is to do for these files, which are all that have a bundle of that name, or had it.
     *
     * @param isAnother whether a file is one of another name by now, and that runs
     */
    public void settle(List<WatchedFile> files, long nowNanos, Predicate<WatchedFile> isAnother) {
        if (isBusy()) {
            return;
        }
        if (running != null && !port.isInstalled(running.bundle())) {
            running = null; // somebody uninstalled it
        }
        files.stream().filter(file -> isRunning(file.jar())).forEach(WatchedFile::ran); // under another name too
        failed.keySet().retainAll(files.stream().map(Slot::digest).toList());
        tried.keySet().retainAll(files.stream().map(Slot::digest).toList());
        Optional<WatchedFile> best = files.stream().filter(this::mayRun).max(BEST);
        boolean isKept = running != null && files.stream().anyMatch(file -> keeps(file, isAnother));
        if (best.isPresent() && !isRunning(best.get().jar()) && isBetter(best.get(), isKept)) {
            replace(best.get());
        } else if (best.isEmpty() && running != null && !isKept) {
            remove();
        } else {
            tend(nowNanos);
        }
    }

    /** A file keeps what ran of it while nothing that can run is in its place, of whatever name. */
    private boolean keeps(WatchedFile file, Predicate<WatchedFile> isAnother) {
        boolean isInVain = file.jar() == null
                || file.isChanging()
                || failed.containsKey(digest(file))
                || !file.jar().symbolicName().equals(name) && !isAnother.test(file);
        return isRunning(file.good()) && (isInVain || isRunning(file.jar()));
    }

    /** What was stopped for another's sake runs again as soon as it can; of what ships and what stands in its place one runs. */
    private void tend(long nowNanos) {
        long wanted = running != null ? running.bundle() : resting;
        boolean isOverlaid = running != null && running.overlays() != Running.NOTHING;
        if (wanted == Running.NOTHING) {
            return;
        }
        if (port.isActive(wanted)) {
            down = "";
            if (running == null) {
                resting = Running.NOTHING;
            } else if (isOverlaid && port.isActive(running.overlays())) { // somebody started it again
                work(port.stop(running.overlays()), nowNanos);
            }
        } else if ((running == null || port.isOwed(wanted))
                && (down.isEmpty() || nowNanos - downNanos >= DeployLimits.AGAIN_NANOS)) {
            work(port.start(wanted), nowNanos);
        }
    }

    private void work(CompletionStage<Void> step, long nowNanos) {
        busy = true;
        downNanos = nowNanos;
        step.whenComplete((done, error) -> {
            busy = false;
            down = error == null ? "" : Reasons.of(error).getMessage();
        });
    }

    /** What runs is kept against a lower version when the file it came from is still there and became something that can't run. */
    private boolean isBetter(WatchedFile file, boolean isKept) {
        return !isKept
                || file.good() != null && isRunning(file.good())
                || file.jar().version().compareTo(running.jar().version()) >= 0;
    }

    private boolean mayRun(WatchedFile file) {
        return file.jar() != null
                && file.jar().symbolicName().equals(name)
                && (isRunning(file.jar()) || !failed.containsKey(file.jar().digest()));
    }

    private static String digest(WatchedFile file) {
        return file.jar() == null ? "" : file.jar().digest();
    }

    private boolean isRunning(JarFacts jar) {
        return jar != null && running != null && running.jar().digest().equals(jar.digest());
    }

    private void replace(WatchedFile file) {
        JarFacts next = file.jar();
        Optional<BundlePort.Shipped> shipped = port.shipped(name);
        if (running == null && shipped.isPresent() && !shipped.get().whyNot().isEmpty()) {
            failed.put(next.digest(), new RefusedException(shipped.get().whyNot()));
            return;
        }
        int stuck = port.stuck(name);
        if (stuck >= DeployLimits.STUCK_PER_NAME) { // else one name could use up what all may
            failed.put(
                    next.digest(),
                    RefusedException.blocked(
                            stuck + " bundles of its name hang; it is tried when one of them returns"));
            return;
        }
        long overlays = shipped.map(BundlePort.Shipped::bundle).orElse(Running.NOTHING);
        long before = running != null ? running.bundle() : overlays;
        boolean stopFirst = next.stopFirst()
                || running != null && running.jar().stopFirst()
                || running == null && shipped.isPresent() && shipped.get().stopFirst();
        Replacement replacement = new Replacement(port, next, before, running != null, stopFirst);
        coming = replacement; // it may be over at once
        replacement.run().whenComplete((bundle, error) -> {
            coming = null;
            tried.remove(next.digest());
            if (error == null) {
                stays(replacement.stays());
                running = new Running(bundle, next, file.path(), overlays);
                resting = overlays;
                down = "";
            } else {
                resting = running == null ? before : resting;
                failed(next, Reasons.of(error));
            }
            forgiven = false;
        });
    }

    private void failed(JarFacts jar, RefusedException reason) {
        if (!forgiven || !reason.isOver()) { // else what it needs may have come meanwhile
            failed.put(jar.digest(), reason);
        }
    }

    private void remove() {
        Running last = running;
        busy = true;
        left = null;
        port.stop(last.bundle())
                .exceptionally(error -> {
                    leftWith(last, error);
                    return null;
                })
                .thenCompose(stopped -> port.uninstall(last.bundle()))
                .whenComplete((gone, error) -> {
                    leftWith(last, error);
                    running = null; // what ships comes back with the next turn
                    busy = false;
                });
    }

    private void leftWith(Running last, Throwable error) {
        if (error != null) {
            left = last;
            trouble = "it was taken out: " + Reasons.of(error).getMessage();
        }
    }

    /** What ran until now is still there, for that reason, unless it is empty. */
    private void stays(String why) {
        if (!why.isEmpty()) {
            left = running;
            trouble = "another one has its place: " + why;
        }
    }

    /** Whether something is under way. */
    public boolean isBusy() {
        return coming != null || busy;
    }

    /** Whether nothing is known of it any more. */
    public boolean isIdle() {
        return running == null && !isBusy() && failed.isEmpty() && left() == null && resting == Running.NOTHING;
    }

    /** Why what should run does not; empty when it does. */
    public String down() {
        return running != null && !port.isActive(running.bundle()) && down.isEmpty() ? "it was stopped" : down;
    }

    /** Whether that is what runs. */
    public boolean isRunning(long bundle) {
        return running != null && running.bundle() == bundle;
    }

    /** What runs, or null. */
    public Running running() {
        return running;
    }

    /** What is about to run, or null. */
    public JarFacts coming() {
        return coming == null ? null : coming.next();
    }

    /** What of that takes long; empty when nothing does. */
    public String slow() {
        return coming == null ? "" : coming.slow();
    }

    /** Whether whoever takes up what runs says that it can't be used, or is not ready; ready when nothing runs. */
    public Readiness readiness() {
        return running == null ? Readiness.ready() : port.readiness(running.bundle());
    }

    /** Why a jar can't run, or null. */
    public RefusedException failure(JarFacts jar) {
        boolean isFailing = coming != null && coming.next().equals(jar) && coming.failure() != null;
        RefusedException known = isFailing ? coming.failure() : failed.get(jar.digest());
        return known != null ? known : tried.get(jar.digest());
    }

    /** What left with some {@link #trouble}, and is still there; or null. */
    public Running left() {
        boolean isOver = left != null && !port.isInstalled(left.bundle());
        left = isOver ? null : left;
        return left;
    }

    /** What went wrong when it left. */
    public String trouble() {
        return trouble;
    }
}
