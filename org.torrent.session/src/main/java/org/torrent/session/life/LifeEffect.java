package org.torrent.session.life;

/** What is to be done, in the order given; announcements last, when readers see the new state. */
public sealed interface LifeEffect {
    /** Something to tell. */
    sealed interface Announcement extends LifeEffect {}

    /** A new try after a failure: it may finish after all. */
    record ForgetFailure() implements LifeEffect {}

    /** Plugins are adopted, searches and dials begin, time ticks. */
    record StartSession() implements LifeEffect {}

    /**
     * Connections, searches, plugins and ticks end.
     *
     * @param why for the peers
     */
    record StopSession(String why) implements LifeEffect {}

    /**
     * Connections end, everything else goes on.
     *
     * @param why for the peers
     */
    record DropPeers(String why) implements LifeEffect {}

    /**
     * The files are opened and looked at.
     *
     * @param distrust whether to hash everything
     */
    record OpenData(boolean distrust) implements LifeEffect {}

    /** What is queued is written and made durable, the files are closed. */
    record CloseData() implements LifeEffect {}

    /** Tell that it runs. */
    record TellResumed() implements Announcement {}

    /** Tell that it is paused. */
    record TellPaused() implements Announcement {}

    /**
     * Whoever waits for the end of the download is told that it will not come.
     *
     * @param reason why
     */
    record FailFinish(String reason) implements Announcement {}

    /**
     * Tell that it stopped by a failure.
     *
     * @param reason what, and the remedy
     */
    record TellError(String reason) implements Announcement {}
}
