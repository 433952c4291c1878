package org.torrent.deploy.folder;

import java.nio.file.Path;
import java.time.Instant;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.trust.Trust;

/**
 * One file of a folder, from the first look that saw it to the one that does not: what it was when it last stood still. On the
 * deployer's thread.
 */
public final class WatchedFile {
    private static final long QUIET_MILLIS = DeployLimits.QUIET_NANOS / 1_000_000;

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
    private boolean young; // so young that a change of it might not show: it is read once more
    private boolean stale; // it is not what was seen last: the next look sees what it is
    private boolean reading;
    private boolean gone;
    private long readNanos;
    private long readingBytes;

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
        stale = false;
        if (!now.equals(seen)) {
            seen = now;
            seenNanos = nowNanos;
        }
    }

    /** Whether it is another one than was read, and stands still: it is to be read. */
    public boolean isDue(long nowNanos, long wallMillis) {
        boolean isOld = wallMillis - seen.modifiedMillis() > QUIET_MILLIS;
        boolean isAgain = again && nowNanos - readNanos >= DeployLimits.AGAIN_NANOS;
        boolean stands = isOld || nowNanos - seenNanos >= DeployLimits.LOOK_NANOS;
        return !reading && !stale && (isAgain || isChanging() && stands || young && isOld);
    }

    /** Whether what was read of it is not what it is now. */
    public boolean isChanging() {
        return !seen.equals(read);
    }

    /**
     * Takes a private copy elsewhere and reads that. Nothing is known of the file when it changed meanwhile.
     *
     * @param anew run when somebody wrote it, in other bytes or the same: {@link #judge} follows
     * @param over run when it was read
     */
    public void read(Errands errands, Path copy, long nowNanos, long wallMillis, Runnable anew, Runnable over) {
        Stamp looks = seen;
        boolean isYoung = wallMillis - looks.modifiedMillis() <= QUIET_MILLIS;
        readNanos = nowNanos;
        readingBytes = bytes();
        reading = true;
        errands.send("reading " + path, () -> FileRead.of(path, looks, copy), new Errands.Then<>() {
            @Override
            public void done(FileRead what) {
                reading = false;
                if (gone) {
                    FileRead.discard(copy);
                } else if (what.isChanged()) {
                    stale = true;
                } else {
                    found(what, looks, isYoung, anew);
                }
                over.run();
            }

            @Override
            public void failed(String reason) {
                done(FileRead.failed(reason));
            }

            @Override
            public void overdue(String reason) {
                found(FileRead.failed(reason), looks, false, anew);
            }

            @Override
            public void late(FileRead what) {
                reading = false; // it is read again
                FileRead.discard(copy);
            }
        });
    }

    /** Whether it is read at the moment, or that hangs. */
    public boolean isReading() {
        return reading;
    }

    private void found(FileRead what, Stamp looks, boolean isYoung, Runnable anew) {
        boolean isSame = whole != null
                && what.jar() != null
                && whole.digest().equals(what.jar().digest());
        boolean isWritten = !looks.equals(read);
        again = what.isFailed();
        young = isYoung;
        read = looks;
        if (isSame) { // what may run of it stays where it is
            FileRead.discard(what.jar().copy());
        } else {
            dropCopy();
            whole = what.jar();
            damage = what.refusal();
            jar = null;
            refusal = damage;
        }
        if (isWritten || !isSame) {
            anew.run();
        }
    }

    /** Whether what was read, and what ran of it, may run: to be asked when something was read, and when trust changes. */
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

    /** Bytes of the copy that is kept, and of the one that is being made. */
    public long copiedBytes() {
        return (whole == null ? 0 : read.bytes()) + (reading ? readingBytes : 0);
    }

    /** Bytes that a copy of what is there now would have. */
    public long bytes() {
        return Math.max(0, seen.bytes());
    }

    /** There is no room for a copy of it, for that reason; that may pass. */
    public void refuse(String why, long nowNanos) {
        readNanos = nowNanos;
        found(FileRead.failed(why), seen, false, () -> {});
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

    /** It is not there any more. */
    public void leave() {
        gone = true;
        dropCopy();
    }

    private void dropCopy() {
        if (whole != null) {
            FileRead.discard(whole.copy());
        }
    }

    /** When it was last written, for an order among files. */
    public long modifiedMillis() {
        return (read == null ? seen : read).modifiedMillis();
    }
}
