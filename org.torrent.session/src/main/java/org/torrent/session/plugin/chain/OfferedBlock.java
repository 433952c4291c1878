package org.torrent.session.plugin.chain;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.torrent.ext.api.HeldBlock;
import org.torrent.ext.api.PieceBlock;
import org.torrent.model.BlockRequest;
import org.torrent.spi.buffer.Block;

/** A block while one plugin is asked about it. The torrent's loop only. */
final class OfferedBlock implements PieceBlock {
    private final RevocablePeerContext peer;
    private final BlockRequest request;
    private final Block block;
    private RevocableBlock held;
    private boolean over;

    OfferedBlock(RevocablePeerContext peer, BlockRequest request, Block block) {
        this.peer = peer;
        this.request = request;
        this.block = block;
    }

    @Override
    public ByteBuffer bytes() {
        check();
        return block.buffer().asReadOnlyBuffer();
    }

    @Override
    public Optional<HeldBlock> hold() {
        check();
        if (held != null) {
            throw new IllegalStateException("the block is held already");
        }
        held = RevocableBlock.hold(peer, request, block);
        return Optional.ofNullable(held);
    }

    private void check() {
        if (over || !peer.mailbox().inLoop()) {
            throw new IllegalStateException(
                    "a block is the plugin's during onPiece, on the torrent's loop; hold it before");
        }
    }

    /** The plugin answered. */
    void end(boolean handled) {
        over = true;
        if (held != null && handled) {
            held.handled();
        }
    }
}
