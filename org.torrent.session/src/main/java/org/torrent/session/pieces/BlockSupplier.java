package org.torrent.session.pieces;

import java.net.InetSocketAddress;
import org.torrent.model.BlockRequest;
import org.torrent.session.core.PickerPeer;

/** A peer as far as a torrent's pieces care: who sends blocks and can be told to stop. On the torrent's loop. */
public abstract class BlockSupplier extends PickerPeer {
    /** Its address. */
    public abstract InetSocketAddress remote();

    /** The block came from somebody else: it need not send it. */
    public abstract void cancel(BlockRequest block, long nowNanos);

    /** Nothing is read from it until {@link #resumeReading}: storage is behind. */
    public abstract void suspendReading();

    /** A piece with blocks of its was hashed; also when its connection is gone by now. */
    public abstract void hashed(int piece, boolean passed);

    /** Storage caught up. */
    public abstract void resumeReading();
}
