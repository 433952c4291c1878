package org.torrent.dht.krpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.dht.DhtLimits;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;

/** Datagrams as messages (BEP 5). */
class KrpcReaderTest {
    private static final String ID = "abcdefghij0123456789";
    private static final int MUTATIONS = 100_000;

    private static KrpcMessage read(String datagram) throws KrpcException {
        return KrpcReader.read(datagram.getBytes(ISO_8859_1));
    }

    @Test
    void read_whenGivenTheExamplesOfTheBep_shouldSayWhatTheyAre() throws KrpcException {
        KrpcMessage ping = read("d1:ad2:id20:" + ID + "e1:q4:ping1:t2:aa1:y1:qe");
        assertThat(ping).isInstanceOfSatisfying(KrpcMessage.Query.class, query -> {
            assertThat(query.method()).isEqualTo("ping");
            assertThat(query.id()).isEqualTo(NodeId.of(ID.getBytes(ISO_8859_1)));
            assertThat(query.bytes()).isEqualTo(56);
            assertThat(query.isReadOnly()).isFalse();
        });
        assertThat(read("d1:rd2:id20:" + ID + "e1:t2:aa1:y1:re"))
                .isInstanceOfSatisfying(KrpcMessage.Response.class, response -> assertThat(response.transaction())
                        .isEqualTo(BencodeString.of("aa")));
        assertThat(read("d1:eli201e23:A Generic Error Ocurrede1:t2:aa1:y1:ee"))
                .isInstanceOfSatisfying(KrpcMessage.Failure.class, failure -> assertThat(failure.code())
                        .isEqualTo(201));
    }

    @Test
    void read_whenStyleIsOdd_shouldNotMind() throws KrpcException {
        assertThat(read("d1:y1:q1:t2:aa1:q4:ping2:roi1e1:ad2:id20:" + ID + "2:id1:xee trailing"))
                .isInstanceOfSatisfying(KrpcMessage.Query.class, query -> {
                    assertThat(query.isReadOnly()).isTrue();
                    assertThat(query.method()).isEqualTo("ping");
                });
    }

    @Test
    void read_whenAQuestionLacksSomething_shouldKnowWhomToTell() {
        for (String wrong : new String[] {
            "d1:ad2:id2:xxe1:q4:ping1:t2:aa1:y1:qe", "d1:q4:ping1:t2:aa1:y1:qe", "d1:ade1:t2:aa1:y1:qe"
        }) {
            assertThatThrownBy(() -> read(wrong))
                    .isInstanceOfSatisfying(KrpcException.class, e -> assertThat(e.transaction())
                            .isEqualTo(BencodeString.of("aa")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "de",
                "i1e",
                "le",
                "d1:t2:aae",
                "d1:t2:aa1:y1:xe",
                "d1:t2:aa1:y1:re",
                "d1:t99999999999999999999:aae",
                "d1:t33:012345678901234567890123456789012" + "1:y1:qe",
                "lllllllllllllllllllllllllllllllllllllllllllllllllllllll"
            })
    void read_whenItIsNoMessage_shouldSaySoAndTellNobody(String datagram) {
        assertThatThrownBy(() -> read(datagram))
                .isInstanceOfSatisfying(
                        KrpcException.class, e -> assertThat(e.transaction()).isNull());
    }

    @Test
    void read_whenItIsGiantOrNested_shouldRefuseBeforeItCosts() {
        assertThatThrownBy(() -> read("d1:t2:aa1:y1:q1:x2000:" + "x".repeat(2_000) + "e"))
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> read("d1:t2:aa1:x" + "l".repeat(600) + "e".repeat(600) + "e"))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> read("d1:t2:aa1:xl" + "le".repeat(DhtLimits.TOKENS) + "ee"))
                .hasMessageContaining("values");
    }

    @Test
    void read_whenBytesAreRandomOrMutated_shouldThrowNothingElse() {
        SplittableRandom random = new SplittableRandom(5);
        byte[][] seeds = {
            ("d1:ad2:id20:" + ID + "9:info_hash20:" + ID + "4:wantl2:n42:n6ee1:q9:get_peers1:t2:aa1:y1:qe")
                    .getBytes(ISO_8859_1),
            ("d2:ip6:abcdef1:rd2:id20:" + ID + "5:nodes26:" + ID
                            + "abcdef5:token4:abcd6:valuesl6:abcdefee1:t2:aa1:y1:re")
                    .getBytes(ISO_8859_1)
        };
        int messages = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = i % 4 == 0 ? new byte[random.nextInt(200)] : seeds[i % 2].clone();
            for (int j = i % 4 == 0 ? bytes.length : 1 + random.nextInt(4); j > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                KrpcReader.read(bytes);
                messages++;
            } catch (KrpcException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
        assertThat(messages).as("mutated ones that still are messages").isPositive();
    }

    @Test
    void isLikely_whenAnotherProtocolSharesThePort_shouldLeaveItAlone() {
        assertThat(KrpcReader.isLikely((byte) 'd', (byte) '1')).isTrue();
        assertThat(KrpcReader.isLikely((byte) 0, (byte) 0))
                .as("a tracker's answer")
                .isFalse();
        assertThat(KrpcReader.isLikely((byte) 0x41, (byte) 0)).as("uTP").isFalse();
    }

    @Test
    void query_whenWritten_shouldBeReadAsItWas() throws KrpcException {
        NodeId id = NodeId.random(new SplittableRandom(3));
        byte[] written = KrpcWriter.query(
                BencodeString.of("tt"),
                "find_node",
                BencodeDictionary.of(
                        Map.of("id", BencodeString.of(id.bytes()), "target", BencodeString.of(id.bytes()))),
                true);
        assertThat(KrpcReader.read(written)).isInstanceOfSatisfying(KrpcMessage.Query.class, query -> {
            assertThat(query.id()).isEqualTo(id);
            assertThat(query.isReadOnly()).isTrue();
            assertThat(query.whole().string("v")).isPresent();
        });
    }
}
