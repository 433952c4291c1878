package org.torrent.options;

/** Where a command keeps its state. */
public enum State {
    /** The one session of the folder of all state. */
    SESSION,

    /** A folder that the next run of the same command finds again and resumes from. */
    JOB,

    /** A folder that goes away with the process. */
    NONE
}
