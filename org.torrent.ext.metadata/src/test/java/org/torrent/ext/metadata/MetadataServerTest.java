package org.torrent.ext.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class MetadataServerTest {
    private final List<MetadataMessage> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> written = new ArrayList<>();
    private byte[] metadata = new byte[40_000];
    private final MetadataServer server = new MetadataServer(() -> Optional.ofNullable(metadata), this::send);

    private CompletionStage<Void> send(byte[] message) {
        sent.add(MetadataMessage.parse(message).orElseThrow());
        written.add(new CompletableFuture<>());
        return written.get(written.size() - 1);
    }

    private void write() {
        for (int i = 0; i < written.size(); i++) {
            written.get(i).complete(null);
        }
    }

    private long count(int type) {
        return sent.stream().filter(message -> message.type() == type).count();
    }

    @Test
    void request_whenWeHaveIt_shouldSendThePiece() {
        server.request(2);
        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.type()).isEqualTo(MetadataMessage.DATA);
            assertThat(message.payload()).hasSize(40_000 - 2 * MetadataLimits.PIECE_BYTES);
        });
    }

    @Test
    void request_whenWeHaveNone_shouldReject() {
        metadata = null;
        server.request(0);
        assertThat(count(MetadataMessage.REJECT)).isEqualTo(1);
    }

    @Test
    void request_whenThereIsNoSuchPiece_shouldReject() {
        server.request(3);
        assertThat(count(MetadataMessage.REJECT)).isEqualTo(1);
    }

    @Test
    void request_whenThePeerDoesNotRead_shouldHaveFewAnswersOnTheirWay() {
        for (int i = 0; i < 10; i++) {
            server.request(0);
        }
        assertThat(sent).hasSize(MetadataLimits.UNSENT_ANSWERS);
        write();
        assertThat(sent).hasSize(10);
    }

    @Test
    void request_whenFlooding_shouldBoundQueueAnswersAndRejects() {
        for (int i = 0; i < 100_000; i++) {
            server.request(0);
        }
        assertThat(sent).hasSize(MetadataLimits.UNSENT_ANSWERS + MetadataLimits.ANSWERS_PER_TICK);
        write();
        assertThat(sent.size()).isLessThanOrEqualTo(2 * MetadataLimits.ANSWERS_PER_TICK);
    }

    @Test
    void request_whenItWantsAllOfItTooOften_shouldReject() {
        for (int i = 0; i < 100; i++) {
            server.request(i % 3);
            write();
            server.tick();
            write();
        }
        assertThat(count(MetadataMessage.DATA)).isEqualTo(3L * MetadataLimits.SERVED_TIMES);
        assertThat(count(MetadataMessage.REJECT)).isEqualTo(100 - 3L * MetadataLimits.SERVED_TIMES);
    }

    @Test
    void request_whenTheConnectionEnds_shouldForgetTheQueue() {
        for (int i = 0; i < 10; i++) {
            server.request(0);
        }
        written.forEach(future -> future.completeExceptionally(new IllegalStateException("closed")));
        server.tick();
        assertThat(sent).hasSize(MetadataLimits.UNSENT_ANSWERS);
    }
}
