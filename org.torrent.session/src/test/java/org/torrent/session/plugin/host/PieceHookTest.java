package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.HeldBlock;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PieceBlock;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/** PLUGINS section 2, {@code onPiece}: a block that the plugin may take over. */
class PieceHookTest {
    private static final BlockRequest REQUEST = new BlockRequest(1, 16_384, 4);

    private final World world = new World();
    private final DirectBlockPool pool = new DirectBlockPool(32 << 20);
    private final List<String> calls = new ArrayList<>();
    private final List<HeldBlock> held = new ArrayList<>();

    /** A plugin whose {@code onPiece} is that. */
    private TorrentPluginFactory add(int ranking, BiFunction<BlockRequest, PieceBlock, Verdict> onPiece) {
        TorrentPluginFactory factory = (torrent, data) -> new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext peer) {
                return new PeerPlugin() {
                    @Override
                    public Verdict onPiece(BlockRequest request, PieceBlock block) {
                        return onPiece.apply(request, block);
                    }
                };
            }
        };
        world.registry.addTorrentPluginFactory(factory, world.origin("bundle" + ranking, ranking, Map.of()));
        return factory;
    }

    private TorrentPluginFactory addHolder(Verdict verdict) {
        return add(0, (request, block) -> {
            block.hold().ifPresent(held::add);
            return verdict;
        });
    }

    private Block block() {
        Block block = pool.tryAcquire(BlockPool.BLOCK_BYTES);
        block.buffer().putInt(0, 0xCAFE).limit(4);
        return block;
    }

    /** As the engine does: asks, then lets go of its reference. */
    private Verdict receive(FakePeer peer) {
        Verdict[] verdict = new Verdict[1];
        Block block = block();
        world.torrentLoop.enter(() -> verdict[0] = peer.extensions.received(REQUEST, block));
        block.release();
        return verdict[0];
    }

    @Test
    void onPiece_whenAllPass_shouldAskEachByRanking() {
        add(1, (request, block) -> {
            calls.add("low " + request + " " + block.bytes().remaining());
            return Verdict.PASS;
        });
        add(2, (request, block) -> {
            calls.add("high " + Integer.toHexString(block.bytes().getInt()));
            return null;
        });
        assertThat(receive(new FakeTorrent(world).connect())).isEqualTo(Verdict.PASS);
        assertThat(calls).containsExactly("high cafe", "low " + REQUEST + " 4");
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void onPiece_whenHandled_shouldSkipLaterOnes() {
        add(1, (request, block) -> {
            calls.add("low");
            return Verdict.PASS;
        });
        add(2, (request, block) -> Verdict.HANDLED);
        assertThat(receive(new FakeTorrent(world).connect())).isEqualTo(Verdict.HANDLED);
        assertThat(calls).isEmpty();
    }

    @Test
    void offer_whenTheHookIsOver_shouldThrow() {
        List<PieceBlock> kept = new ArrayList<>();
        add(0, (request, block) -> {
            kept.add(block);
            block.hold().orElseThrow().close();
            assertThatThrownBy(block::hold).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> block.bytes().putInt(1)).isInstanceOf(java.nio.ReadOnlyBufferException.class);
            return Verdict.PASS;
        });
        receive(new FakeTorrent(world).connect());
        assertThatThrownBy(kept.get(0)::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(kept.get(0)::hold).isInstanceOf(IllegalStateException.class);
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void hold_whenTheEngineLetsGo_shouldKeepTheMemoryUntilItIsClosed() {
        addHolder(Verdict.PASS);
        receive(new FakeTorrent(world).connect());
        ByteBuffer view = held.get(0).bytes();
        assertThat(view.getInt()).isEqualTo(0xCAFE);
        assertThat(pool.lentBytes()).isPositive();
        held.get(0).close();
        held.get(0).close();
        assertThat(pool.lentBytes()).isZero();
        assertThatThrownBy(held.get(0)::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void giveBack_whenHandled_shouldReachTheEngineOnce() {
        addHolder(Verdict.HANDLED);
        FakePeer peer = new FakeTorrent(world).connect();
        receive(peer);
        held.get(0).giveBack();
        assertThat(peer.givenBack).as("on the torrent's loop").isEmpty();
        held.get(0).giveBack();
        held.get(0).close();
        world.run();
        assertThat(peer.givenBack).containsExactly(REQUEST);
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void giveBack_whenTheHookPassed_shouldOnlyRelease() {
        addHolder(Verdict.PASS);
        FakePeer peer = new FakeTorrent(world).connect();
        receive(peer);
        held.get(0).giveBack();
        world.run();
        assertThat(peer.givenBack).isEmpty();
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void giveBack_whenTheConnectionEnded_shouldOnlyRelease() {
        addHolder(Verdict.HANDLED);
        FakePeer peer = new FakeTorrent(world).connect();
        receive(peer);
        peer.close();
        assertThat(held.get(0).bytes().getInt())
                .as("it outlasts the connection")
                .isEqualTo(0xCAFE);
        held.get(0).giveBack();
        world.run();
        assertThat(peer.givenBack).isEmpty();
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void held_whenThePluginLeaves_shouldGoBack() {
        TorrentPluginFactory factory = addHolder(Verdict.HANDLED);
        FakePeer peer = new FakeTorrent(world).connect();
        receive(peer);
        receive(peer);
        held.get(1).giveBack(); // under way when it leaves
        world.registry.removeTorrentPluginFactory(factory);
        world.run();
        assertThat(pool.lentBytes()).isZero();
        assertThatThrownBy(held.get(0)::bytes).isInstanceOf(IllegalStateException.class);
        held.get(0).close();
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void held_whenTheTorrentsLifeEnds_shouldGoBack() {
        addHolder(Verdict.HANDLED);
        FakeTorrent torrent = new FakeTorrent(world);
        receive(torrent.connect());
        torrent.extensions.orphan();
        world.run();
        assertThat(pool.lentBytes()).isZero();
        held.get(0).giveBack();
        world.run();
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void hold_whenThePluginHoldsTooMuch_shouldGiveNothingAndCountIt() {
        List<Optional<HeldBlock>> all = new ArrayList<>();
        add(0, (request, block) -> {
            all.add(block.hold());
            return Verdict.HANDLED;
        });
        FakePeer peer = new FakeTorrent(world).connect();
        int most = PluginLimits.defaults().heldBytesPerPlugin() / BlockPool.BLOCK_BYTES;
        for (int i = 0; i < most + 1; i++) {
            receive(peer);
        }
        assertThat(all.get(most - 1)).isPresent();
        assertThat(all.get(most)).isEmpty();
        assertThat(world.registry.snapshot().get(0).dropped()).isEqualTo(1);
        all.get(0).orElseThrow().close();
        receive(peer);
        assertThat(all.get(most + 1)).isPresent();
    }

    @Test
    void hold_whenAllPluginsHoldTooMuch_shouldGiveNothing() {
        PluginLimits limits = PluginLimits.defaults();
        int plugins = limits.heldBytes() / limits.heldBytesPerPlugin() + 1;
        for (int i = 0; i < plugins; i++) {
            add(i, (request, block) -> {
                block.hold().ifPresent(held::add);
                return Verdict.PASS;
            });
        }
        FakePeer peer = new FakeTorrent(world).connect();
        for (int i = 0; i < limits.heldBytesPerPlugin() / BlockPool.BLOCK_BYTES; i++) {
            receive(peer);
        }
        assertThat(held).hasSize(limits.heldBytes() / BlockPool.BLOCK_BYTES);
    }
}
