package org.torrent.session.life;

/** What changes a torrent's life. */
public sealed interface LifeEvent {
    /**
     * A front end, a plugin or the session wants something else.
     *
     * @param wanted what
     * @param why said to the peers that are dropped for it
     */
    record Want(Wanted wanted, String why) implements LifeEvent {}

    /** The metadata became known. */
    record MetadataKnown() implements LifeEvent {}

    /**
     * The storage provider came, went, or is another one.
     *
     * @param there whether there is one now
     */
    record StorageChanged(boolean there) implements LifeEvent {}

    /**
     * Transports came or went.
     *
     * @param there whether there is any now
     */
    record TransportsChanged(boolean there) implements LifeEvent {}

    /**
     * The check ended, or the number of verified pieces changed since.
     *
     * @param complete whether every wanted piece is verified
     */
    record Progressed(boolean complete) implements LifeEvent {}

    /** What is on disk is not to be believed any more: hash it all. */
    record Recheck() implements LifeEvent {}

    /**
     * Storage can't go on for now and is tried again, or goes on.
     *
     * @param reason why; empty when it goes on
     */
    record Trouble(String reason) implements LifeEvent {}

    /**
     * Something that does not pass by itself.
     *
     * @param reason what, and the remedy
     */
    record Failed(String reason) implements LifeEvent {}
}
