package org.torrent.session.core;

import java.util.Iterator;
import java.util.LinkedHashSet;
import org.torrent.model.BlockRequest;

/**
 * What a {@link PiecePicker} knows about one peer. The engine's peer extends or holds one; it serves one picker only.
 * It is referred to, also after the peer is gone, as long as a piece with a block from it awaits its verification.
 */
public class PickerPeer {
    /** Requests remembered after they were given up, at most. */
    static final int LATE_MAX = 512;

    /** Blocks asked for that have neither arrived nor been given up. */
    int outstanding;

    /** Index of the piece it was last asked for, to go on with; -1 for none. May be complete or dropped meanwhile. */
    int current = -1;

    /** Whether it ever sent a block that it was asked for. */
    private boolean delivered;

    /** Whether it let a request go unanswered since it last sent a block. */
    private boolean suspect;

    /** Blocks that were given up and may still arrive, oldest first; null when there never was one. */
    private LinkedHashSet<BlockRequest> late;

    /** Number of blocks that this peer was asked for and that have neither arrived nor been given up. */
    public final int outstanding() {
        return outstanding;
    }

    /** The block is not waited for any more, but welcome. */
    final void expectLate(BlockRequest block) {
        if (late == null) {
            late = new LinkedHashSet<>();
        }
        late.add(block);
        if (late.size() > LATE_MAX) {
            Iterator<BlockRequest> oldest = late.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** It sent a block that it was, or had been, asked for. */
    final void delivered() {
        delivered = true;
        suspect = false;
    }

    /** It was asked for something and did not send it. */
    final void failed() {
        suspect = true;
    }

    /** Whether it is to be asked for a block in the place of another one. */
    final boolean isBetterThan(PickerPeer holder, BlockRequest block) {
        if (holder.suspect) {
            return !suspect || late == null || !late.contains(block);
        }
        return !holder.delivered && delivered && !suspect;
    }

    /** Whether the block was given up before; it is forgotten. */
    final boolean takeLate(BlockRequest block) {
        return late != null && late.remove(block);
    }

    final void forgetLate() {
        late = null;
    }
}
