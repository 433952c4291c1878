package org.torrent.tracker;

/** Why a tracker is asked (BEP 3). */
public enum AnnounceEvent {
    /** The first time. */
    STARTED("started"),
    /** The last file has just been finished. */
    COMPLETED("completed"),
    /** In between, of a partial seed: it has all it wants, and that is not everything (BEP 21). */
    PAUSED("paused"),
    /** Good-bye. */
    STOPPED("stopped"),
    /** In between. */
    NONE("");

    private final String parameter;

    AnnounceEvent(String parameter) {
        this.parameter = parameter;
    }

    /** The value of the parameter, empty for none. */
    public String parameter() {
        return parameter;
    }
}
