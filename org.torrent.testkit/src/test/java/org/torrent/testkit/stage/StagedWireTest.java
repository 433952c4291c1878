package org.torrent.testkit.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageEncoder;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.budget.ConnectionLimits;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.wire.ByteStage;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.StageContext;
import org.torrent.session.wire.TorrentLookup;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;

/** The shipped connection does the same, whatever its bytes pass: messages and pieces, both ways, to the last block. */
class StagedWireTest {
    private static final InfoHash SWARM = InfoHash.of(new byte[InfoHash.LENGTH]);
    private static final int BLOCK = 16 * 1024;
    private static final InfoHash TORRENT = InfoHash.of(new byte[20]);

    private final Simulation simulation = new Simulation(11);
    private final SimNetwork network = new SimNetwork(simulation);
    private final SimHost a = network.host("10.0.0.1");
    private final SimHost b = network.host("10.0.0.2");

    /** Large for what is sent, small for what is received: input waits for room in it. */
    private final DirectBlockPool outPool = new DirectBlockPool(64 * BlockPool.BLOCK_BYTES);

    private final DirectBlockPool inPool = new DirectBlockPool(3 * BlockPool.BLOCK_BYTES);
    private final BudgetSettings budgets = new BudgetSettings(ConnectionLimits.DEFAULTS, 1, 64 * BLOCK, 4 * BLOCK, 0);
    private final List<Optional<String>> names = new ArrayList<>();
    private final WireEnd near = new WireEnd(simulation.newLoop("near"), outPool, handshake(1));
    private final WireEnd far = new WireEnd(simulation.newLoop("far"), outPool, handshake(2));

    private static Handshake handshake(int id) {
        byte[] bytes = new byte[20];
        bytes[0] = (byte) id;
        return new Handshake(Handshake.EXTENDED, TORRENT, PeerId.of(bytes));
    }

    private void await(String what, BooleanSupplier condition) {
        simulation.runUntil(what, Duration.ofMinutes(5), condition);
    }

    private void connect(Setups setup) throws IOException {
        TorrentLookup lookup = (handshake, learned) -> {
            names.add(learned.get(GreetingStage.NAME));
            return far;
        };
        WireSetup shared = new WireSetup(inPool, budgets, setup.factory(simulation), () -> 0);
        b.transport().listen(b.endpoint(6881), remote -> WireConnection.accepted(shared, lookup, remote));
        InetSocketAddress remote = b.endpoint(6881);
        a.transport().connect(remote, 10_000, WireConnection.dialled(shared, SWARM, near, remote));
        await("both shook hands", () -> near.theirs != null && far.theirs != null);
    }

    private static List<BlockRequest> spans(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new BlockRequest(i, i * BLOCK, i % 3 == 0 ? 1 + i : BLOCK))
                .toList();
    }

    private static ByteBuffer have(int piece) {
        Message have = new Message.Have(piece);
        ByteBuffer bytes = ByteBuffer.allocate(MessageEncoder.encodedLength(have));
        MessageEncoder.encode(have, bytes);
        return bytes.flip();
    }

    private static long payload(List<BlockRequest> spans) {
        return spans.stream().mapToLong(BlockRequest::length).sum();
    }

    private boolean areBlocksBack() {
        return inPool.lentBytes() == 0 && outPool.lentBytes() == 0;
    }

    @ParameterizedTest
    @EnumSource(Setups.class)
    void transfer_whenBothEndsSend_shouldArriveWholeAndInOrder(Setups setup) throws IOException {
        connect(setup);
        List<BlockRequest> spans = spans(25);
        for (BlockRequest span : spans) {
            near.send(have(span.piece()));
            near.sendPiece(span);
            far.sendPiece(span);
            far.send(have(span.piece()));
        }
        CompletableFuture<Void> sent = near.wire.sender().sent();
        near.wire.sender().wantRoom(0);
        await("all pieces came", () -> near.pieces.size() == 25 && far.pieces.size() == 25);
        await("the last message came", () -> near.messages.size() == 25 && far.messages.size() == 25);

        assertThat(near.theirs.peerId()).isEqualTo(handshake(2).peerId());
        assertThat(far.theirs.peerId()).isEqualTo(handshake(1).peerId());
        assertThat(near.pieces).isEqualTo(spans);
        assertThat(far.pieces).isEqualTo(spans);
        assertThat(far.messages)
                .isEqualTo(spans.stream().map(s -> new Message.Have(s.piece())).toList());
        assertThat(names).containsExactly(setup.greets() ? Optional.of("dialler") : Optional.empty());
        await("blocks are back", this::areBlocksBack);
        await("all that was queued is told as sent", () -> sent.isDone() && near.rooms == 1);
        assertThat(near.wire.sender().unsentBytes()).isZero();
        assertThat(far.wire.sender().unsentBytes()).isZero();
        assertThat(near.wire.sender().writtenPayloadBytes()).isEqualTo(payload(spans));
    }

    @ParameterizedTest
    @EnumSource(Setups.class)
    void close_whenInMidTransfer_shouldGiveEveryBlockBack(Setups setup) throws IOException {
        connect(setup);
        for (BlockRequest span : spans(25)) {
            near.sendPiece(span);
            far.sendPiece(span);
        }
        await("some came", () -> far.pieces.size() > 3);
        near.wire.close("enough");
        await("both heard", () -> !near.closings.isEmpty() && !far.closings.isEmpty());
        far.sendPiece(spans(1).get(0));
        await("blocks are back", this::areBlocksBack);
        assertThat(near.closings).containsExactly("enough");
        assertThat(far.wire.sender().sent()).isCompletedExceptionally();
        assertThat(near.wire.sender().writtenPayloadBytes()).isLessThanOrEqualTo(payload(spans(25)));
    }

    @ParameterizedTest
    @EnumSource(Setups.class)
    void closeAfterWrites_whenStagesHoldBack_shouldSendAllOfIt(Setups setup) throws IOException {
        connect(setup);
        List<BlockRequest> spans = spans(20);
        spans.forEach(near::sendPiece);
        near.wire.closeAfterWrites("said all", 60_000);
        await("both heard", () -> !near.closings.isEmpty() && !far.closings.isEmpty());
        assertThat(near.closings).containsExactly("said all");
        await("blocks are back", this::areBlocksBack);
        assertThat(far.pieces).isEqualTo(spans);
    }

    @ParameterizedTest
    @EnumSource(Setups.class)
    void suspend_whenTheLoopSaysSo_shouldKeepWhatCameAndLoseNothing(Setups setup) throws IOException {
        connect(setup);
        far.wire.suspend(PeerWire.STORAGE);
        List<BlockRequest> spans = spans(20);
        spans.forEach(near::sendPiece);
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(far.pieces).hasSizeLessThan(20);
        far.wire.resume(PeerWire.STORAGE);
        await("all pieces came", () -> far.pieces.size() == 20);
        assertThat(far.pieces).isEqualTo(spans);
        await("blocks are back", this::areBlocksBack);
    }

    @ParameterizedTest
    @EnumSource(Setups.class)
    void input_whenNotTheProtocol_shouldClose(Setups setup) throws IOException {
        connect(setup);
        near.send(ByteBuffer.allocate(4).putInt(0, Integer.MAX_VALUE));
        await("both heard", () -> !near.closings.isEmpty() && !far.closings.isEmpty());
        assertThat(far.closings.get(0)).contains("message of 2147483647 bytes");
    }

    @Test
    void stage_whenItTakesNothingOfMoreThanIsKept_shouldCloseTheConnection() throws IOException {
        ByteStage stuck = new XorStage(1) {
            @Override
            public ByteStage received(ByteBuffer bytes, StageContext context) {
                return this;
            }
        };
        WireSetup shared =
                new WireSetup(inPool, BudgetSettings.DEFAULTS, (remote, outgoing) -> List.of(stuck), () -> 0);
        WireConnection wire = WireConnection.dialled(shared, SWARM, near, b.endpoint(1));
        CapturedLine line = new CapturedLine();
        wire.onOpen(line);
        for (int i = 0; i < 20; i++) {
            wire.onReceived(ByteBuffer.allocate(128 * 1024));
        }
        assertThat(line.reason).contains("consumed nothing of");
        wire.onClosed(line.reason);
    }
}
