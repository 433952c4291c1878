package org.torrent.tracker;

/** Why a tracker is asked (BEP 3). */
public enum AnnounceEvent {
    /** The first time. */
    STARTED("started"),
    /** The last file has just been finished. */
    COMPLETED("completed"),
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
