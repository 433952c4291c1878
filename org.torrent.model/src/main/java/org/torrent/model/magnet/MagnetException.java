package org.torrent.model.magnet;

/** Text that is not a magnet link this runtime can use. The message is one line: what is wrong and what to do. */
public final class MagnetException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A problem, in one line. */
    public MagnetException(String message) {
        super(message);
    }
}
