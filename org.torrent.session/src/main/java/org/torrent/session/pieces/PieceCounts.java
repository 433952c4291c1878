package org.torrent.session.pieces;

/**
 * How far a torrent's data is.
 *
 * @param wantedBytes length of the wanted pieces, -1 while unknown
 * @param doneBytes verified bytes of those
 * @param pieces verified pieces, wanted or not
 * @param missingBytes what is not verified of all pieces, wanted or not; -1 while unknown
 * @param wastedBytes payload that failed its hash or came twice
 */
public record PieceCounts(long wantedBytes, long doneBytes, int pieces, long missingBytes, long wastedBytes) {
    /** Nothing is known yet. */
    public static final PieceCounts NONE = new PieceCounts(-1, 0, 0, -1, 0);

    static PieceCounts of(TorrentPieces open) {
        return new PieceCounts(
                open.wantedBytes(),
                open.wantedDoneBytes(),
                open.picker().haves().cardinality(),
                open.isOpen() ? open.missingBytes() : -1,
                open.wastedBytes());
    }
}
