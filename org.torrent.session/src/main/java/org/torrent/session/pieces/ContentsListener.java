package org.torrent.session.pieces;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.model.Bitfield;

/** What a torrent hears of its data. On the torrent's loop. */
public interface ContentsListener {
    /** The files are open and their check begins; how many pieces there are is certain now. */
    void onOpened(int pieceCount);

    /** How far the check is changed, for people. */
    void onCheckProgress();

    /** The check found these. Nobody was asked for anything yet. */
    void onChecked(Bitfield verified);

    /** The check ended, and what it found is told: everything can go on. */
    void onReady();

    /** The check ended, or verified pieces came or went; {@code complete} when every wanted one is verified. */
    void onProgress(boolean complete);

    /** There is something else to ask for than before. */
    void onRequestable();

    /** A piece that was fetched was hashed; before anything follows from it. */
    void onHashed(int piece, boolean passed);

    /** A piece is verified; {@code liars} are convicted by it of having spoilt it earlier. */
    void onVerified(int piece, List<InetSocketAddress> liars);

    /** Pieces that were verified are not there after all. */
    void onLost(Bitfield lost);

    /** A piece had a wrong hash; {@code liars} spoilt it. */
    void onFailed(int piece, List<InetSocketAddress> liars);

    /** Everything wanted is durable; {@code wholeTorrentCame} when nothing else is missing, and that was not so at the check. */
    void onFinished(boolean wholeTorrentCame);

    /** Storage can't take anything for now: what was asked for is not wanted any more. */
    void onHeld();

    /** Storage can't go on and is tried again, or goes on again (empty). */
    void onTrouble(String reason);

    /** Storage can't go on. */
    void onFatal(String reason);
}
