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
import org.torrent.deploy.folder.FolderLook;
import org.torrent.deploy.folder.WatchedFile;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.trust.Trust;
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
    private final Path copies;
    private final BundlePort port;
    private final LongSupplier nanoClock;
    private final LongSupplier wallClock;
    private final SortedMap<Path, WatchedFile> files = new TreeMap<>();
    private final Map<Path, FolderLook> looks = new LinkedHashMap<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Set<Long> strays = new HashSet<>(); // that are being removed
    private TrustStore store = TrustStore.NONE;
    private Trust trust = Trust.ANYONE;
    private long copied;
    private boolean forgive;
    private boolean firstTried;

    /** {@code copies} is a folder of its own, {@code wallClock} counts milliseconds as file systems do. */
    Deployer(Path copies, BundlePort port, LongSupplier nanoClock, LongSupplier wallClock) {
        this.copies = copies;
        this.port = port;
        this.nanoClock = nanoClock;
        this.wallClock = wallClock;
    }

    /** Looks at these from now on; what is in no folder any more goes. */
    void folders(List<Path> now) {
        folders = List.copyOf(now);
        looks.keySet().retainAll(folders);
        drop(file -> !folders.contains(file.path().getParent()));
    }

    /** Lets run from now on what keys of this store signed, and nothing else; what runs is no exception. */
    void trust(TrustStore now) {
        store = now;
    }

    /** Some bundle came, went or was wired: what could not be wired is tried again. */
    void bundlesChanged() {
        forgive = true;
    }

    /** One look. */
    void turn() {
        folders.forEach(this::look);
        long now = nanoClock.getAsLong();
        long wall = wallClock.getAsLong();
        lookWhomToTrust(Instant.ofEpochMilli(wall));
        for (WatchedFile file : files.values()) {
            if (file.isDue(now, wall)) {
                file.read(copies.resolve(copied++ + ".jar"), now);
                file.judge(trust, Instant.ofEpochMilli(wall));
                slots.values().forEach(slot -> slot.retry(file.jar()));
            }
        }
        if (forgive) {
            forgive = false;
            slots.values().forEach(Slot::forgive);
        }
        bySymbolicName().forEach((name, those) -> slots.computeIfAbsent(name, key -> new Slot(key, port))
                .settle(those, now));
        removeStrays();
        slots.values().removeIf(Slot::isIdle);
        firstTried |= files.values().stream().noneMatch(WatchedFile::isChanging)
                && slots.values().stream().noneMatch(Slot::isBusy);
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

    private void lookWhomToTrust(Instant now) {
        Trust before = trust;
        trust = store.look();
        if (!trust.equals(before)) {
            files.values().forEach(file -> file.judge(trust, now));
        }
    }

    private void look(Path folder) {
        FolderLook look = FolderLook.at(folder);
        looks.put(folder, look);
        if (!look.trouble().isEmpty()) {
            return;
        }
        long now = nanoClock.getAsLong();
        look.jars().forEach((path, stamp) -> files.computeIfAbsent(path, key -> new WatchedFile(key, stamp, now))
                .look(stamp, now));
        drop(file -> folder.equals(file.path().getParent()) && !look.jars().containsKey(file.path()));
    }

    private void drop(Predicate<WatchedFile> which) {
        files.values().stream().filter(which).forEach(WatchedFile::dropCopy);
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
        if (!trust.trouble().isEmpty()) {
            lines.add(
                    FileLine.of(store.file(), REFUSED, trust.trouble() + "; what runs goes on, and nothing new comes"));
        }
        files.values().forEach(file -> lines.add(line(file)));
        slots.values().stream().filter(slot -> slot.left() != null).forEach(slot -> lines.add(FileLine.of(slot)));
        slots.forEach((name, slot) -> {
            if (slot.running() == null && !slot.down().isEmpty()) {
                lines.add(FileLine.ofShipped(folders.get(0), name, slot.down()));
            }
        });
        return List.copyOf(lines);
    }

    private DeployedFile line(WatchedFile file) {
        if (file.jar() == null) {
            boolean isKnown = !file.refusal().isEmpty();
            return isKnown
                    ? FileLine.ofRefused(file, file.refusal() + goesOn(file))
                    : FileLine.of(file.path(), UPDATING, "it is being written" + goesOn(file));
        }
        Slot slot = slots.get(file.jar().symbolicName());
        if (slot == null) {
            return FileLine.of(file, UPDATING, "");
        }
        RefusedException failure = slot.failure(file.jar());
        if (file.jar().equals(slot.coming())) {
            return FileLine.of(file, UPDATING, "it starts" + goesOn(file));
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
        if (isIt && running.overlays() != Running.NOTHING) {
            return FileLine.of(file, ACTIVE, "in place of the one that the runtime ships");
        }
        return isIt
                ? FileLine.of(file, ACTIVE, "")
                : FileLine.of(file, SHADOWED, "version " + running.jar().version() + " runs, of another file");
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
