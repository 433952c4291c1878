package org.torrent.deploy.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.jar.WholeJar;
import org.torrent.deploy.trust.Trust;

/** One file of a folder, from the first look that saw it to the one that does not: what it was when it last stood still. */
public final class WatchedFile {
    private final Path path;
    private Stamp seen;
    private long seenNanos;
    private Stamp read; // as it was when it was read; null: it is to be read
    private JarFacts whole; // of what was read; null when that is no whole bundle
    private String damage = ""; // why it is none
    private JarFacts jar; // the same; null also when it may not run
    private String refusal = ""; // why there is none
    private JarFacts good; // the last of it that ran
    private boolean again; // it could not be read, which may pass
    private long readNanos;

    /** It is there. */
    public WatchedFile(Path path, Stamp seen, long nowNanos) {
        this.path = path;
        this.seen = seen;
        this.seenNanos = nowNanos;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** It is still there. */
    public void look(Stamp now, long nowNanos) {
        if (!now.equals(seen)) {
            seen = now;
            seenNanos = nowNanos;
        }
    }

    /** Whether it is another one than was read, and stands still: it is to be read. */
    public boolean isDue(long nowNanos, long wallMillis) {
        long age = wallMillis - seen.modifiedMillis();
        boolean isOld = age > DeployLimits.QUIET_NANOS / 1_000_000;
        boolean isAgain = again && nowNanos - readNanos >= DeployLimits.AGAIN_NANOS;
        return isAgain || isChanging() && (isOld || nowNanos - seenNanos >= DeployLimits.LOOK_NANOS);
    }

    /** Whether what was read of it is not what it is now. */
    public boolean isChanging() {
        return !seen.equals(read);
    }

    /** Takes a private copy and reads that. Nothing is known of it when it changed meanwhile. */
    public void read(Path copy, long nowNanos) {
        Stamp before = seen;
        readNanos = nowNanos;
        again = false;
        try {
            if (before.equals(FolderLook.NO_FILE)) {
                throw new RefusedException("it is no file that can be read");
            }
            if (before.bytes() > DeployLimits.JAR_BYTES) {
                throw new RefusedException("it has more than " + DeployLimits.JAR_BYTES + " bytes");
            }
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            if (!FolderLook.stamp(path).equals(before)) {
                discard(copy);
                return; // the next look sees it
            }
            found(WholeJar.read(copy), "");
        } catch (RefusedException e) {
            discard(copy);
            found(null, e.getMessage());
        } catch (IOException | RuntimeException | Error e) { // whatever is in it, the others are read
            discard(copy);
            again = true;
            found(null, new RefusedException("it can't be read: " + e).getMessage());
        }
        read = before;
    }

    private void found(JarFacts what, String whyNot) {
        dropCopy();
        whole = what;
        damage = whyNot;
        jar = null;
        refusal = whyNot;
    }

    /** Whether what was read, and what ran of it, may run: to be asked after each {@link #read}, and when trust changes. */
    public void judge(Trust trust, Instant now) {
        String why = damage;
        if (whole != null) {
            boolean ran = good != null && good.digest().equals(whole.digest());
            why = ran ? trust.whyNotOn(whole.signature()) : trust.whyNot(whole.signature(), now);
        }
        jar = why.isEmpty() ? whole : null;
        refusal = why.isEmpty() ? "" : new RefusedException(why).getMessage();
        if (good != null && !trust.whyNotOn(good.signature()).isEmpty()) {
            good = null;
        }
    }

    /** What was read of it, whether or not it may run; or null. */
    public JarFacts whole() {
        return whole;
    }

    /** What was read of it and may run, or null. */
    public JarFacts jar() {
        return jar;
    }

    /** Why what was read of it is no bundle, or none that may run; empty when it is one. */
    public String refusal() {
        return refusal;
    }

    /** The last of it that ran, or null: it goes on while what came in its place can't run. */
    public JarFacts good() {
        return good;
    }

    /** What was read of it runs. */
    public void ran() {
        good = jar;
    }

    /** It is gone, or another one. */
    public void dropCopy() {
        if (whole != null) {
            discard(whole.copy());
        }
    }

    /** When it was last written, for an order among files. */
    public long modifiedMillis() {
        return (read == null ? seen : read).modifiedMillis();
    }

    private static void discard(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            copy.toFile().deleteOnExit();
        }
    }
}
