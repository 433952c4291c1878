package org.torrent.testkit.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageEncoder;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.testkit.ports.sim.Simulation;

/** Input cut in two at every byte, and three times a piece that finds no room at first: nothing is lost or taken twice. */
class StageSplitTest {
    private static final InfoHash SWARM = InfoHash.of(new byte[InfoHash.LENGTH]);
    private static final BlockRequest FIRST = new BlockRequest(1, 0, 20);
    private static final BlockRequest SECOND = new BlockRequest(2, 16_384, 33);

    private final Simulation simulation = new Simulation(5);
    private final DirectBlockPool pool = new DirectBlockPool(BlockPool.BLOCK_BYTES);
    private final Handshake handshake = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20]));

    private WireConnection open(Setups setup, WireEnd owner, CapturedLine line, BlockPool from) {
        WireSetup shared = new WireSetup(from, BudgetSettings.DEFAULTS, setup.factory(simulation), () -> 0);
        WireConnection wire = WireConnection.dialled(shared, SWARM, owner, line.remote());
        wire.onOpen(line);
        return wire;
    }

    /** What the other end says: its stages' own bytes, if there are any, then handshake, pieces and messages. */
    private byte[] script(Setups setup) {
        CapturedLine line = new CapturedLine();
        WireEnd end = new WireEnd(simulation.newLoop("script"), pool, handshake);
        WireConnection wire = open(setup, end, line, pool);
        wire.onReceived(ByteBuffer.wrap(greetingOf(setup, line)));
        simulation.runUntil("our handshake is said", Duration.ofMinutes(1), () -> end.wire != null);
        for (BlockRequest span : List.of(FIRST, SECOND)) {
            end.sendPiece(span);
            Message have = new Message.Have(span.piece());
            ByteBuffer encoded = ByteBuffer.allocate(MessageEncoder.encodedLength(have));
            MessageEncoder.encode(have, encoded);
            end.send(encoded.flip());
        }
        wire.closeAfterWrites("said all", 1);
        byte[] said = line.written();
        wire.onClosed("said all");
        return said;
    }

    /** Both ends dial here, so both greet with the same bytes. */
    private static byte[] greetingOf(Setups setup, CapturedLine line) {
        return setup.greets() ? line.written() : new byte[0];
    }

    @ParameterizedTest
    @EnumSource(Setups.class)
    void onReceived_whenCutAtAnyByte_shouldDecodeTheSame(Setups setup) {
        byte[] script = script(setup);
        assertThat(script.length).isBetween(68 + 2 * 13 + 53 + 18, 68 + 2 * 13 + 53 + 18 + 16);
        for (int cut = 0; cut <= script.length; cut++) {
            CapturedLine line = new CapturedLine();
            WireEnd end = new WireEnd(simulation.newLoop("end"), pool, handshake);
            WireConnection wire = open(setup, end, line, pool);
            Block noRoom = pool.tryAcquire(1);
            ByteBuffer left = ByteBuffer.allocate(0);
            for (byte[] part : List.of(Arrays.copyOf(script, cut), Arrays.copyOfRange(script, cut, script.length))) {
                ByteBuffer offered = ByteBuffer.allocate(left.remaining() + part.length);
                offered.put(left).put(part).flip();
                wire.onReceived(offered);
                left = offered;
                assertThat(left.hasRemaining() && setup.staysInTheWay())
                        .as("what was transformed stays with the chain")
                        .isFalse();
            }
            noRoom.release();
            ByteBuffer rest = left;
            simulation.runUntil("all is decoded with cut " + cut, Duration.ofMinutes(1), () -> {
                if (!line.runTask() && rest.hasRemaining()) {
                    wire.onReceived(rest);
                }
                return end.messages.size() == 2 && end.pieces.size() == 2;
            });
            assertThat(end.pieces).containsExactly(FIRST, SECOND);
            assertThat(end.messages).containsExactly(new Message.Have(1), new Message.Have(2));
            simulation.runUntil("the blocks are back", Duration.ofMinutes(1), () -> pool.lentBytes() == 0);
            assertThat(line.reason).isNull();
            wire.onClosed("over");
        }
    }
}
