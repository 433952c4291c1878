package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.BlockRequest;

/**
 * Random streams, whole and damaged. Each is decoded in several ways that must agree: what comes out depends on the
 * bytes only, not on how they were cut or on where there was no room. Replay a failure by its seed.
 */
class ProtocolFuzzTest {
    private static final int STREAMS = Integer.getInteger("protocol.fuzz.streams", 300);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decode_whenGivenARandomStream_shouldDeliverWhatWasEncoded(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            List<Object> sent = new ArrayList<>();
            byte[] wire = stream(random, sent);
            for (int way = 0; way < 4; way++) {
                List<Object> seen = decode(wire, random, way);
                assertThat(seen).as("seed %d, stream %d, way %d", seed, i, way).isEqualTo(sent);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void decode_whenGivenADamagedStream_shouldRefuseCleanlyHoweverItIsCut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            byte[] wire = damage(stream(random, new ArrayList<>()), random);
            List<Object> expected = decode(wire, random, 0);
            for (int way = 1; way < 4; way++) {
                List<Object> seen = decode(wire, random, way);
                assertThat(seen).as("seed %d, stream %d, way %d", seed, i, way).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void decode_whenGivenGarbageBehindTheHandshake_shouldRefuseCleanlyHoweverItIsCut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            byte[] garbage = new byte[random.nextInt(2000)];
            random.nextBytes(garbage);
            for (int j = 0; j + 3 < garbage.length; j += 1 + random.nextInt(40)) {
                Arrays.fill(garbage, j, j + 3, (byte) 0); // else nearly every length is beyond the limit
            }
            byte[] wire = Wire.concat(Wire.HANDSHAKE.encode(), garbage);
            assertThat(decode(wire, random, 2))
                    .as("seed %d, stream %d", seed, i)
                    .isEqualTo(decode(wire, random, 0));
        }
    }

    /** What was delivered, and last the text of the exception if there was one. */
    private static List<Object> decode(byte[] wire, Random random, int way) {
        Recorder recorder = new Recorder();
        recorder.direct = way == 1;
        recorder.refusals = way == 3 ? 1 : 0;
        MessageDecoder decoder = new MessageDecoder(ProtocolLimits.defaults(), recorder);
        try {
            for (int at = 0; at < wire.length; ) {
                int count = way == 0 ? wire.length : way == 1 ? 1 : 1 + random.nextInt(wire.length / 2 + 1);
                count = Math.min(count, wire.length - at);
                ByteBuffer input = way == 2
                        ? Wire.direct(Arrays.copyOfRange(wire, at, at + count))
                        : ByteBuffer.wrap(wire, at, count);
                while (decoder.decode(input) == MessageDecoder.Status.PAUSED) {
                    assertThat(way).isEqualTo(3);
                }
                assertThat(input.hasRemaining()).isFalse();
                at += count;
            }
            decoder.end();
        } catch (ProtocolException e) {
            recorder.events.add(e.getMessage());
        }
        return recorder.events;
    }

    private static byte[] stream(Random random, List<Object> sent) {
        Handshake handshake = new Handshake(random.nextLong(), Wire.HANDSHAKE.infoHash(), Wire.HANDSHAKE.peerId());
        sent.add(handshake);
        List<byte[]> parts = new ArrayList<>(List.of(handshake.encode()));
        for (int i = random.nextInt(12); i > 0; i--) {
            if (random.nextInt(4) == 0) {
                byte[] payload = bytes(random, 1 + random.nextInt(400));
                BlockRequest block = new BlockRequest(random.nextInt(), random.nextInt(), payload.length);
                sent.add(new Recorder.Piece(block, ByteBuffer.wrap(payload)));
                parts.add(Wire.piece(block, payload));
            } else {
                Message message = message(random);
                sent.add(message);
                parts.add(Wire.encode(message));
            }
        }
        return Wire.concat(parts.toArray(byte[][]::new));
    }

    private static Message message(Random random) {
        BlockRequest block = new BlockRequest(random.nextInt(), random.nextInt(), random.nextInt());
        return switch (random.nextInt(17)) {
            case 0 -> new Message.KeepAlive();
            case 1 -> new Message.Choke();
            case 2 -> new Message.Unchoke();
            case 3 -> new Message.Interested();
            case 4 -> new Message.NotInterested();
            case 5 -> new Message.Have(random.nextInt());
            case 6 -> new Message.BitfieldMessage(bytes(random, random.nextInt(3000)));
            case 7 -> new Message.Request(block);
            case 8 -> new Message.Cancel(block);
            case 9 -> new Message.Port(random.nextInt(65_536));
            case 10 -> new Message.Suggest(random.nextInt());
            case 11 -> new Message.HaveAll();
            case 12 -> new Message.HaveNone();
            case 13 -> new Message.Reject(block);
            case 14 -> new Message.AllowedFast(random.nextInt());
            case 15 -> new Message.Extended(random.nextInt(256), bytes(random, random.nextInt(3000)));
            default -> new Message.Unknown(21 + random.nextInt(235), bytes(random, random.nextInt(3000)));
        };
    }

    private static byte[] damage(byte[] wire, Random random) {
        byte[] damaged = wire;
        for (int i = 1 + random.nextInt(3); i > 0 && damaged.length > 0; i--) {
            int at = random.nextInt(10) == 0
                    ? random.nextInt(damaged.length)
                    : Math.min(damaged.length - 1, 68 + random.nextInt(1 + Math.max(0, damaged.length - 69)));
            byte[] front = Arrays.copyOf(damaged, at);
            byte[] back = Arrays.copyOfRange(damaged, at, damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> back[0] = (byte) random.nextInt();
                case 1 -> back = Arrays.copyOfRange(back, Math.min(back.length, 1 + random.nextInt(8)), back.length);
                case 2 -> back = Wire.concat(bytes(random, 1 + random.nextInt(8)), back);
                default -> back = new byte[0];
            }
            damaged = Wire.concat(front, back);
        }
        return damaged;
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
