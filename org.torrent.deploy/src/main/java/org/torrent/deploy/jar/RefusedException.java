package org.torrent.deploy.jar;

import java.util.function.BooleanSupplier;
import org.torrent.deploy.DeployLimits;

/** Something from the folder can't run; the message is the reason, in one line, for people. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private boolean unresolved;
    private boolean stuck;
    private transient BooleanSupplier again = () -> false;

    /** With the reason, or as much of it as fits; the cause must be of the JDK's or ours, a foreign one would keep its classes. */
    public RefusedException(String reason, Throwable cause) {
        super(oneLine(reason), cause);
    }

    /** With the reason, or as much of it as fits. */
    public RefusedException(String reason) {
        this(reason, null);
    }

    /** Something that it needs is not there, and may come. */
    public static RefusedException unresolved(String reason) {
        RefusedException refused = new RefusedException(reason);
        refused.unresolved = true;
        return refused;
    }

    /** Its code does not return. */
    public static RefusedException stuck(String reason) {
        RefusedException refused = new RefusedException(reason);
        refused.stuck = true;
        return refused;
    }

    /** What it did not fit may become another one: {@code again} says whether it is. */
    public static RefusedException unless(String reason, BooleanSupplier again) {
        RefusedException refused = new RefusedException(reason);
        refused.again = again;
        return refused;
    }

    /** Something that is in its way does not return, and may. */
    public static RefusedException blocked(String reason) {
        RefusedException refused = stuck(reason);
        refused.unresolved = true;
        return refused;
    }

    /** Whether its code does not return, or that of the one before it. */
    public boolean isStuck() {
        return stuck;
    }

    /** Whether it may run now that some bundle came or was wired. */
    public boolean isOver() {
        return unresolved || again.getAsBoolean();
    }

    /** Whether it may run when other bundles come, or what is in its way returns. */
    public boolean isUnresolved() {
        return unresolved;
    }

    private static String oneLine(String reason) {
        String line = reason.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= DeployLimits.REASON_CHARACTERS
                ? line
                : line.substring(0, DeployLimits.REASON_CHARACTERS - 1) + '\u2026';
    }
}
