package org.torrent.session.core;

/** What a {@link PiecePicker} knows about one peer. The engine's peer extends or holds one; it serves one picker only. */
public class PickerPeer {
    /** Number of blocks that this peer was asked for and that have neither arrived nor been given up. */
    public final int outstanding() {
        return 0;
    }
}
