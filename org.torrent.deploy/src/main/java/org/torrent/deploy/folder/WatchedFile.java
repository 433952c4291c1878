package org.torrent.deploy.folder;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.JarFacts;

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
    private JarFacts jar; // of what was read; null when that is no whole bundle
    private String refusal = "";
    private JarFacts good; // the last of it that ran
    private boolean again; // it could not be read, which may pass
    private boolean young; // so young that a change of it might not show: it is read once more
    private boolean stale; // it is not what was seen last: the next look sees what it is
    private boolean reading;
    private boolean gone;
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
     * @param anew hears of what somebody wrote, in other bytes or the same
     * @param over run when it was read
     */
    public void read(
            Errands errands, Path copy, long nowNanos, long wallMillis, Consumer<JarFacts> anew, Runnable over) {
        Stamp looks = seen;
        boolean isYoung = wallMillis - looks.modifiedMillis() <= QUIET_MILLIS;
        readNanos = nowNanos;
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

    private void found(FileRead what, Stamp looks, boolean isYoung, Consumer<JarFacts> anew) {
        boolean isSame = jar != null
                && what.jar() != null
                && jar.digest().equals(what.jar().digest());
        boolean isWritten = !looks.equals(read);
        if (isSame) { // what may run of it stays where it is
            FileRead.discard(what.jar().copy());
        } else {
            dropCopy();
            jar = what.jar();
        }
        refusal = what.refusal();
        again = what.isFailed();
        young = isYoung;
        read = looks;
        if (jar != null && (isWritten || !isSame)) {
            anew.accept(jar);
        }
    }

    /** Bytes of the copy that is kept. */
    public long copiedBytes() {
        return jar == null ? 0 : read.bytes();
    }

    /** Bytes that a copy of what is there now would have. */
    public long bytes() {
        return Math.max(0, seen.bytes());
    }

    /** There is no room for a copy of it, for that reason; that may pass. */
    public void refuse(String why, long nowNanos) {
        readNanos = nowNanos;
        found(FileRead.failed(why), seen, false, nobody -> {});
    }

    /** What was read of it, or null. */
    public JarFacts jar() {
        return jar;
    }

    /** Why what was read of it is no bundle; empty when it is one. */
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
        if (jar != null) {
            FileRead.discard(jar.copy());
        }
    }

    /** When it was last written, for an order among files. */
    public long modifiedMillis() {
        return (read == null ? seen : read).modifiedMillis();
    }
}
