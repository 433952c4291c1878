package org.torrent.session.life;

import java.util.EnumSet;
import java.util.Set;
import org.torrent.api.TorrentState;

/** Where a torrent's life cycle stands; follows from {@link LifeState}, never set. */
public enum Phase {
    /** Added, not started yet. */
    NEW(TorrentState.STARTING),
    /** The user paused it. */
    PAUSED(TorrentState.PAUSED),
    /** A provider is missing. */
    WAITING(TorrentState.WAITING),
    /** Fetches the metadata. */
    METADATA(TorrentState.METADATA),
    /** The storage is being opened, or looks at what is there. */
    CHECKING(TorrentState.CHECKING),
    /** Pieces are missing. */
    DOWNLOADING(TorrentState.DOWNLOADING),
    /** Every wanted piece is verified. */
    SEEDING(TorrentState.SEEDING),
    /** Stopped by a failure. */
    ERROR(TorrentState.ERROR),
    /** Removed, or the session ended. */
    GONE(TorrentState.PAUSED);

    private static final Set<Phase> WHILE_RUNNING =
            EnumSet.of(WAITING, METADATA, CHECKING, DOWNLOADING, SEEDING, PAUSED, ERROR, GONE);

    private final TorrentState state;

    Phase(TorrentState state) {
        this.state = state;
    }

    /** What front ends see of it. */
    public TorrentState state() {
        return state;
    }

    /** The phases that may follow: the table of legal transitions. */
    public Set<Phase> next() {
        return switch (this) {
            case NEW, PAUSED -> EnumSet.of(WAITING, METADATA, CHECKING, PAUSED, GONE);
            case ERROR -> EnumSet.of(WAITING, METADATA, CHECKING, PAUSED, GONE);
            case WAITING -> WHILE_RUNNING; // a provider may come back at any point
            case METADATA -> EnumSet.of(WAITING, CHECKING, PAUSED, ERROR, GONE);
            case CHECKING -> EnumSet.of(WAITING, DOWNLOADING, SEEDING, PAUSED, ERROR, GONE);
            case DOWNLOADING -> EnumSet.of(WAITING, CHECKING, SEEDING, PAUSED, ERROR, GONE);
            case SEEDING -> EnumSet.of(WAITING, CHECKING, DOWNLOADING, PAUSED, ERROR, GONE);
            case GONE -> EnumSet.noneOf(Phase.class);
        };
    }
}
