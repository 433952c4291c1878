package org.torrent.deploy;

import static org.torrent.api.deploy.DeployedFile.State.ACTIVE;
import static org.torrent.api.deploy.DeployedFile.State.REFUSED;
import static org.torrent.api.deploy.DeployedFile.State.SHADOWED;
import static org.torrent.api.deploy.DeployedFile.State.STUCK;
import static org.torrent.api.deploy.DeployedFile.State.UPDATING;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.folder.Errands;
import org.torrent.deploy.folder.FolderLook;
import org.torrent.deploy.folder.WatchedFile;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.trust.TrustStore;
import org.torrent.deploy.update.BundlePort;
import org.torrent.deploy.update.Running;
import org.torrent.deploy.update.Slot;

/**
 * Looks at the folders, again and again, and lets run what is in them: one bundle of each symbolic name. A folder that can't
 * be read leaves everything as it is. On the deployer's thread.
 */
final class Deployer {
    private List<Path> folders = List.of();
    private Path home; // the first one of the last that there were
    private final Path copies;
    private final BundlePort port;
    private final LongSupplier nanoClock;
    private final LongSupplier wallClock;
    private final Errands errands;
    private final SortedMap<Path, WatchedFile> files = new TreeMap<>();
    private final Map<Path, FolderLook> looks = new LinkedHashMap<>();
    private final Set<Path> looking = new HashSet<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Set<Long> strays = new HashSet<>(); // that are being removed
    private final TrustLook trust;
    private long copied;
    private boolean forgive;
    private boolean firstTried;
    private boolean working;
    private boolean moreWork;

    /** {@code copies} is a folder of its own, {@code wallClock} counts milliseconds as file systems do. */
    Deployer(Path copies, BundlePort port, Errands errands, LongSupplier nanoClock, LongSupplier wallClock) {
        this.copies = copies;
        this.home = copies;
        this.port = port;
        this.errands = errands;
        this.nanoClock = nanoClock;
        this.wallClock = wallClock;
        this.trust = new TrustLook(errands, nanoClock, this::judge);
    }

    /** Looks at these from now on; what is in no folder any more goes. */
    void folders(List<Path> now) {
        folders = List.copyOf(now);
        home = folders.isEmpty() ? home : folders.get(0);
        looks.keySet().retainAll(folders);
        drop(file -> !folders.contains(file.path().getParent()));
    }

    /** Lets run from now on what keys of this store signed, and nothing else; what runs is no exception. */
    void trust(TrustStore now) {
        trust.follow(now);
    }

    /** Some bundle came, went or was wired: what could not be wired is tried again. */
    void bundlesChanged() {
        forgive = true;
    }

    /** One look. */
    void turn() {
        trust.look();
        folders.forEach(this::look);
        work();
    }

    /** Does what there is to do for what is known. */
    void work() {
        moreWork = true;
        while (moreWork && !working) { // what is done at once makes more of it
            moreWork = false;
            working = true;
            try {
                workOnce(nanoClock.getAsLong());
            } finally {
                working = false;
            }
        }
    }

    private void workOnce(long now) {
        if (trust.isPending()) {
            return;
        }
        List.copyOf(files.values()).forEach(file -> readIfDue(file, now));
        if (forgive) {
            forgive = false;
            slots.values().forEach(Slot::forgive);
        }
        bySymbolicName().forEach((name, those) -> slots.computeIfAbsent(name, key -> new Slot(key, port))
                .settle(those, now, this::runs));
        removeStrays();
        slots.values().removeIf(Slot::isIdle);
        firstTried |= looks.keySet().containsAll(folders)
                && files.values().stream().noneMatch(WatchedFile::isChanging)
                && slots.values().stream().noneMatch(Slot::isBusy);
    }

    /** Whether what is in the file now runs, or another one of its name does instead. */
    private boolean runs(WatchedFile file) {
        Slot slot = slots.get(file.jar().symbolicName());
        return slot != null && !slot.isBusy() && slot.running() != null && slot.failure(file.jar()) == null;
    }

    /** What came through a folder and hung, and returned when nobody waited for it any more. */
    private void removeStrays() {
        port.ours().forEach((bundle, name) -> {
            Slot slot = slots.get(name);
            boolean isKnown = slot != null && (slot.isBusy() || slot.isRunning(bundle));
            if (!isKnown && strays.add(bundle)) {
                port.stop(bundle)
                        .exceptionally(error -> null) // it is uninstalled all the same
                        .thenCompose(stopped -> port.uninstall(bundle))
                        .whenComplete((gone, error) -> strays.remove(bundle)); // and tried again if it is still there
            }
        });
    }

    private Instant now() {
        return Instant.ofEpochMilli(wallClock.getAsLong());
    }

    /** Others' jars may run than did before. */
    private void judge() {
        files.values().forEach(file -> file.judge(trust.trust(), now()));
        work();
    }

    private void readIfDue(WatchedFile file, long now) {
        long wall = wallClock.getAsLong();
        if (!file.isDue(now, wall) || !errands.isFree()) {
            return;
        }
        long others = files.values().stream()
                .filter(other -> other != file)
                .mapToLong(WatchedFile::copiedBytes)
                .sum();
        if (others + file.bytes() > DeployLimits.COPIES_BYTES && file.bytes() <= DeployLimits.JAR_BYTES) {
            file.refuse("all jars together have more than " + DeployLimits.COPIES_BYTES + " bytes", now);
            return;
        }
        Path copy = copies.resolve(copied++ + ".jar");
        file.read(errands, copy, now, wall, () -> written(file), this::work);
    }

    /** Somebody wrote it anew: it is tried again. */
    private void written(WatchedFile file) {
        file.judge(trust.trust(), now());
        slots.values().forEach(slot -> slot.retry(file.jar()));
    }

    private void look(Path folder) {
        if (!looking.add(folder)) {
            return; // the last one has not returned
        }
        long now = nanoClock.getAsLong();
        errands.send("the look at " + folder, () -> FolderLook.at(folder), new Errands.Then<>() {
            @Override
            public void done(FolderLook look) {
                looking.remove(folder);
                looked(folder, look, now);
                work();
            }

            @Override
            public void failed(String reason) {
                done(FolderLook.trouble(reason));
            }

            @Override
            public void overdue(String reason) {
                looked(folder, FolderLook.trouble(reason), now);
            }

            @Override
            public void late(FolderLook look) {
                looking.remove(folder); // it is looked at again
            }
        });
    }

    private void looked(Path folder, FolderLook look, long now) {
        if (!folders.contains(folder)) {
            return;
        }
        looks.put(folder, look);
        if (!look.trouble().isEmpty()) {
            return;
        }
        look.jars().forEach((path, stamp) -> files.computeIfAbsent(path, key -> new WatchedFile(key, stamp, now))
                .look(stamp, now));
        drop(file -> folder.equals(file.path().getParent()) && !look.jars().containsKey(file.path()));
    }

    private void drop(Predicate<WatchedFile> which) {
        files.values().stream().filter(which).forEach(WatchedFile::leave);
        files.values().removeIf(which);
    }

    /** A file is with the name of what is in it, and with that of what ran of it. */
    private Map<String, List<WatchedFile>> bySymbolicName() {
        Map<String, List<WatchedFile>> named = new TreeMap<>();
        slots.keySet().forEach(name -> named.put(name, new ArrayList<>()));
        for (WatchedFile file : files.values()) {
            Set<String> names = new TreeSet<>();
            if (file.jar() != null) {
                names.add(file.jar().symbolicName());
            }
            if (file.good() != null) {
                names.add(file.good().symbolicName());
            }
            names.forEach(name ->
                    named.computeIfAbsent(name, key -> new ArrayList<>()).add(file));
        }
        return named;
    }

    /** Whether everything that was there at first was tried. */
    boolean isSettled() {
        return firstTried;
    }

    /** What is known of each file, and of folders that can't be read. */
    List<DeployedFile> lines() {
        List<DeployedFile> lines = new ArrayList<>();
        looks.forEach((folder, look) -> {
            if (!look.trouble().isEmpty()) {
                lines.add(FileLine.of(folder, REFUSED, look.trouble() + "; what came from it stays as it is"));
            } else if (look.surplus() > 0) {
                lines.add(FileLine.of(
                        folder,
                        REFUSED,
                        "it has " + look.surplus() + " jars more than the " + DeployLimits.FILES_PER_FOLDER
                                + " that are taken"));
            }
        });
        String untrusted = trust.trust().trouble();
        if (!untrusted.isEmpty()) {
            lines.add(FileLine.of(
                    trust.store().file(), REFUSED, untrusted + "; what runs goes on, and nothing new comes"));
        }
        files.values().forEach(file -> lines.add(line(file)));
        slots.values().stream().filter(slot -> slot.left() != null).forEach(slot -> lines.add(FileLine.of(slot)));
        slots.forEach((name, slot) -> {
            if (slot.running() == null && !slot.down().isEmpty()) {
                lines.add(FileLine.ofShipped(home, name, slot.down()));
            }
        });
        return List.copyOf(lines);
    }

    private DeployedFile line(WatchedFile file) {
        if (file.jar() == null) {
            boolean isKnown = !file.refusal().isEmpty();
            return isKnown
                    ? FileLine.ofRefused(file, file.refusal() + goesOn(file))
                    : FileLine.of(file.path(), UPDATING, unread(file) + goesOn(file));
        }
        Slot slot = slots.get(file.jar().symbolicName());
        if (slot == null) {
            return FileLine.of(file, UPDATING, "");
        }
        RefusedException failure = slot.failure(file.jar());
        if (file.jar().equals(slot.coming()) && failure == null) {
            String slow = slot.slow();
            return FileLine.of(file, UPDATING, "it starts" + (slow.isEmpty() ? "" : ": " + slow) + goesOn(file));
        }
        if (failure != null) {
            return FileLine.of(file, failure.isStuck() ? STUCK : REFUSED, failure.getMessage() + goesOn(file));
        }
        Running running = slot.running();
        if (running == null) {
            return FileLine.of(file, UPDATING, "");
        }
        boolean isDown = !slot.down().isEmpty();
        boolean isIt = running.jar().digest().equals(file.jar().digest());
        if (isIt && isDown) {
            return FileLine.of(file, REFUSED, "it does not run: " + slot.down());
        }
        Readiness ready = slot.readiness();
        if (isIt && ready.state() != Readiness.State.READY) {
            boolean isRefused = ready.state() == Readiness.State.REFUSED;
            return FileLine.of(
                    file,
                    isRefused ? REFUSED : STUCK,
                    (isRefused ? "it runs, but its plugin can't be used: " : "it runs, but its plugin is not ready: ")
                            + ready.reason());
        }
        if (isIt && running.overlays() != Running.NOTHING) {
            return FileLine.of(file, ACTIVE, "in place of the one that the runtime ships");
        }
        return isIt
                ? FileLine.of(file, ACTIVE, "")
                : FileLine.of(file, SHADOWED, "version " + running.jar().version() + " runs, of another file");
    }

    private String unread(WatchedFile file) {
        String whyNot = errands.whyNot();
        String what = file.isReading() ? "it is being read" : "it is being written";
        return whyNot.isEmpty() ? what : whyNot;
    }

    private String goesOn(WatchedFile file) {
        JarFacts good = file.good();
        Slot slot = good == null ? null : slots.get(good.symbolicName());
        boolean runs = slot != null
                && slot.running() != null
                && slot.running().jar().digest().equals(good.digest());
        return runs ? "; version " + good.version() + " goes on" : "";
    }
}
