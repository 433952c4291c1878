package org.torrent.session.torrent;

/**
 * How far a torrent's data is.
 *
 * @param wantedBytes length of the wanted pieces, -1 while unknown
 * @param doneBytes verified bytes of those
 * @param pieces verified pieces, wanted or not
 * @param wastedBytes payload that failed its hash or came twice
 */
record Progress(long wantedBytes, long doneBytes, int pieces, long wastedBytes) {
    /** Nothing is known yet. */
    static final Progress NONE = new Progress(-1, 0, 0, 0);

    static Progress of(Download download) {
        return new Progress(
                download.wantedBytes(),
                download.wantedDoneBytes(),
                download.picker().haves().cardinality(),
                download.wastedBytes());
    }
}
