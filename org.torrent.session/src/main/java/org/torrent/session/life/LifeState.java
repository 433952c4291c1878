package org.torrent.session.life;

/**
 * What is wanted, what is there and what happened. Immutable.
 *
 * @param wanted what is wanted
 * @param metadata whether the metadata is known
 * @param storage whether there is a storage provider
 * @param transport whether there is a transport
 * @param data what storage says; {@link Data#CLOSED} unless it runs with metadata and storage
 * @param distrust whether the next check hashes everything
 * @param trouble why storage is tried again later; empty when it is not
 * @param error why it stopped; empty when it did not
 */
public record LifeState(
        Wanted wanted,
        boolean metadata,
        boolean storage,
        boolean transport,
        Data data,
        boolean distrust,
        String trouble,
        String error) {
    /** Why it waits, as shown. */
    static final String NO_STORAGE = "no storage: start the bundle org.torrent.storage";

    /** Why it waits, as shown. */
    static final String NO_TRANSPORT =
            "no transport: start the bundle org.torrent.wire, or see 'transports' of the PID org.torrent.session";

    /** A torrent that was added and not started. */
    public static LifeState added(boolean metadata, boolean storage, boolean transport) {
        return new LifeState(Wanted.NOTHING, metadata, storage, transport, Data.CLOSED, false, "", "");
    }

    /** Whether it takes part in the swarm: wanted, and not stopped by a failure. */
    public boolean isRunning() {
        return wanted == Wanted.RUN && error.isEmpty();
    }

    /** Whether others may hear of it: before the check ends it would look as if everything were missing. */
    public boolean mayAnnounce() {
        return isRunning() && (!metadata || data == Data.INCOMPLETE || data == Data.COMPLETE);
    }

    /** Whether it has everything that is wanted, and runs. */
    public boolean isSeeding() {
        return isRunning() && data == Data.COMPLETE;
    }

    /** Whether a pause would survive a restart. */
    public boolean isPaused() {
        return wanted == Wanted.PAUSE;
    }

    /** Where it stands. */
    public Phase phase() {
        return switch (wanted) {
            case NOTHING -> Phase.NEW;
            case PAUSE -> Phase.PAUSED;
            case END -> Phase.GONE;
            case RUN -> error.isEmpty() ? running() : Phase.ERROR;
        };
    }

    private Phase running() {
        if (!transport || metadata && !storage) {
            return Phase.WAITING;
        }
        if (!metadata) {
            return Phase.METADATA;
        }
        return switch (data) {
            case CLOSED, CHECKING -> Phase.CHECKING;
            case INCOMPLETE -> Phase.DOWNLOADING;
            case COMPLETE -> Phase.SEEDING;
        };
    }

    /** Why it does not go on, for people; empty when it does. */
    public String reason() {
        return switch (phase()) {
            case ERROR -> error;
            case WAITING -> metadata && !storage ? NO_STORAGE : NO_TRANSPORT;
            case CHECKING, DOWNLOADING, SEEDING -> trouble;
            default -> "";
        };
    }

    LifeState wanting(Wanted next) {
        return new LifeState(next, metadata, storage, transport, data, distrust, trouble, "");
    }

    LifeState withMetadata() {
        return new LifeState(wanted, true, storage, transport, data, distrust, trouble, error);
    }

    LifeState withStorage(boolean there) {
        return new LifeState(wanted, metadata, there, transport, data, distrust, trouble, error);
    }

    LifeState withTransport(boolean there) {
        return new LifeState(wanted, metadata, storage, there, data, distrust, trouble, error);
    }

    /** Another state of the data ends its trouble. */
    LifeState withData(Data next) {
        return new LifeState(wanted, metadata, storage, transport, next, distrust, "", error);
    }

    LifeState withDistrust(boolean next) {
        return new LifeState(wanted, metadata, storage, transport, data, next, trouble, error);
    }

    LifeState withTrouble(String reason) {
        return new LifeState(wanted, metadata, storage, transport, data, distrust, reason, error);
    }

    LifeState withError(String reason) {
        return new LifeState(wanted, metadata, storage, transport, data, distrust, trouble, reason);
    }
}
