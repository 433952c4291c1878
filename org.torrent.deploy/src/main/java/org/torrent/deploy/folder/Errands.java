package org.torrent.deploy.folder;

/** Reads folders and files where nobody needs the thread: a file system may take for ever. On the deployer's thread. */
public interface Errands {
    /** Whether one more file may be read now. */
    boolean isFree();

    /** Why no file can be read any more; empty when they can, sooner or later. */
    String whyNot();

    /**
     * Does it elsewhere.
     *
     * @param what it is, for people: "reading a.jar"
     * @param errand ends soon when its thread is interrupted, if it can
     * @param then what follows, on the deployer's thread
     */
    <T> void send(String what, Errand<T> errand, Then<T> then);

    /** What is done. */
    @FunctionalInterface
    interface Errand<T> {
        /** It may throw {@link Error}s, or fail in its own way. */
        T run();
    }

    /** What follows: one of the first three, and the last only after {@link #overdue}. */
    interface Then<T> {
        /** It returned. */
        void done(T result);

        /** It could not be done, for that reason. */
        void failed(String reason);

        /** It has not returned, and nobody waits for it any more. */
        void overdue(String reason);

        /** It returned after all; with null when it failed. */
        void late(T result);
    }
}
