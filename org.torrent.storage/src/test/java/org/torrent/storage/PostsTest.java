package org.torrent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.testing.Bench;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** How a torrent's calls come to the threads of the storage, also when there is no memory to post them. */
class PostsTest {
    private static final String WRITER = "torrent-disk-write";
    private static final String READER = "torrent-disk-read-";

    private final Map<String, Integer> posted = new HashMap<>(); // tasks, by the beginning of their thread's name
    private final Map<String, Integer> refused = new HashMap<>(); // how many are still to be
    private final Bench bench = new Bench(
            new SimDisk(1),
            1,
            Bench.limits(),
            Bench.DIRECTORY,
            Bench.STATE,
            threads -> name -> narrow(name, threads.newLoop(name)));
    private final TestTorrent torrent = TestTorrent.singleFile(1, 640 * 1024, 64 * 1024);
    private final RecordingListener heard = new RecordingListener();
    private final TorrentStorage storage;

    PostsTest() throws StorageException {
        storage = bench.opened(torrent, heard);
        posted.clear();
    }

    /** A loop that there may be no memory for. */
    private EventLoop narrow(String name, EventLoop loop) {
        String kind = name.startsWith(READER) ? READER : name;
        return new EventLoop() {
            @Override
            public void execute(Runnable task) {
                if (refused.merge(kind, -1, Integer::sum) >= 0) {
                    throw new OutOfMemoryError("planned");
                }
                posted.merge(kind, 1, Integer::sum);
                loop.execute(task);
            }

            @Override
            public Timer schedule(Runnable task, long delayNanos) {
                return loop.schedule(task, delayNanos);
            }

            @Override
            public boolean inLoop() {
                return loop.inLoop();
            }

            @Override
            public String name() {
                return loop.name();
            }

            @Override
            public boolean shutdown(long timeoutMillis) {
                return loop.shutdown(timeoutMillis);
            }
        };
    }

    private void assertAllIsThere() throws StorageException {
        bench.loops.runReady();
        assertThat(heard.believed().cardinality()).isEqualTo(torrent.layout().pieceCount());
        assertThat(bench.pool.lentBytes()).isZero();
        assertThat(storage.queuedBytes()).isZero();
        bench.get(storage.close());
    }

    @Test
    void write_whenThereIsNoMemoryToWakeTheWriter_shouldInsist() throws Exception {
        refused.put(WRITER, 3);
        bench.writePiece(storage, torrent, 0);
        assertThat(refused.get(WRITER)).as("it was asked again").isNegative();
        for (int piece = 1; piece < torrent.layout().pieceCount(); piece++) {
            bench.writePiece(storage, torrent, piece);
        }
        assertAllIsThere();
    }

    @Test
    void write_whenManyBlocksCome_shouldWakeTheWriterOnce() throws Exception {
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) {
            bench.writePiece(storage, torrent, piece);
        }
        assertThat(posted).containsExactly(Map.entry(WRITER, 1));
        assertAllIsThere();
    }

    @Test
    void drain_whenThereIsNoMemoryToWakeItAgain_shouldInsist() throws Exception {
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) { // more than one batch
            bench.writePiece(storage, torrent, piece);
        }
        refused.put(WRITER, 2);
        assertAllIsThere();
    }

    @Test
    void write_whenTheWriterWasWoken_shouldWakeItForWhatComesLater() throws Exception {
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) {
            bench.writePiece(storage, torrent, piece);
            bench.loops.runReady();
        }
        assertAllIsThere();
    }

    @Test
    void read_whenThereIsNoMemoryToPostIt_shouldAnswerAndCloseAllTheSame() throws Exception {
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) {
            bench.writePiece(storage, torrent, piece);
        }
        bench.loops.runReady();
        refused.put(READER, 1);
        List<StorageException> answers = new ArrayList<>();
        BlockRequest span = torrent.layout().block(0, 0);
        for (int i = 0; i < 2; i++) {
            Block into = bench.pool.tryAcquire(span.length());
            storage.read(span, into, (asked, block, error) -> {
                answers.add(error);
                block.release();
            });
        }
        bench.loops.runReady();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).hasMessageContaining("no memory for reading");
        assertThat(answers.get(1)).isNull();
        assertAllIsThere();
    }

    @Test
    void write_whenItIsClosed_shouldReleaseTheBlock() throws Exception {
        bench.get(storage.close());
        bench.writePiece(storage, torrent, 0);
        assertThat(bench.pool.lentBytes()).isZero();
        List<StorageException> answers = new ArrayList<>();
        storage.read(torrent.layout().block(0, 0), bench.pool.tryAcquire(16 * 1024), (asked, block, error) -> {
            answers.add(error);
            block.release();
        });
        assertThat(answers).singleElement().satisfies(error -> assertThat(error).hasMessageContaining("is closed"));
        assertThat(bench.pool.lentBytes()).isZero();
    }
}
