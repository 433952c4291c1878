package org.torrent.session.plugin.chain;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.torrent.ext.api.HeldBlock;
import org.torrent.model.BlockRequest;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.spi.buffer.Block;

/**
 * A block that a plugin holds. Its reference ends once: by the plugin, by the engine that takes the block back, or when
 * the plugin or the torrent's life ends. Any thread.
 */
final class RevocableBlock implements HeldBlock, Lent {
    private enum State {
        HELD,
        RETURNING, // the torrent's loop takes it back, unless its life ends before
        GONE
    }

    private final RevocablePeerContext peer;
    private final BlockRequest request;
    private final Block block;
    private final ByteBuffer view;
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
    private volatile boolean handled;

    private RevocableBlock(RevocablePeerContext peer, BlockRequest request, Block block) {
        this.peer = peer;
        this.request = request;
        this.block = block;
        this.view = block.buffer().asReadOnlyBuffer();
    }

    /** Takes a reference; null when the plugin holds too much. */
    static RevocableBlock hold(RevocablePeerContext peer, BlockRequest request, Block block) {
        RevocableBlock held = new RevocableBlock(peer, request, block);
        block.retain(); // before anybody can revoke it
        if (!peer.entry().held().add(held, block.buffer().capacity())) {
            block.release();
            peer.entry().meter().dropped();
            return null;
        }
        peer.epoch().lend(held);
        return held;
    }

    /** The engine has no part in it until it comes back. */
    void handled() {
        handled = true;
    }

    @Override
    public ByteBuffer bytes() {
        if (state.get() != State.HELD) {
            throw new IllegalStateException("the block went back");
        }
        return view.duplicate();
    }

    @Override
    public void giveBack() {
        if (state.compareAndSet(State.HELD, State.RETURNING)) {
            peer.mailbox().post(PluginCall.BLOCK_BACK, this::arriveBack);
        }
    }

    private void arriveBack() {
        if (!state.compareAndSet(State.RETURNING, State.GONE)) {
            return;
        }
        forget();
        if (handled) {
            peer.giveBack(request, block);
        } else {
            block.release();
        }
    }

    @Override
    public void close() {
        if (state.compareAndSet(State.HELD, State.GONE)) {
            forget();
            block.release();
        }
    }

    @Override
    public void revoke() {
        if (state.getAndSet(State.GONE) != State.GONE) {
            forget();
            block.release();
        }
    }

    private void forget() {
        peer.entry().held().remove(this);
        peer.epoch().forget(this);
    }
}
