package org.torrent.tracker.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.peers.PeerSource;
import org.torrent.tracker.FakeSwarm;

class TrackerComponentTest {
    private final BlockingQueue<HttpRequest> requests = new LinkedBlockingQueue<>();
    private final TrackerComponent component =
            new TrackerComponent(Map.of("user.agent", "first/1", "parallel", 1, "goodbye.seconds", 0));

    @AfterEach
    void stop() {
        component.deactivate();
    }

    /** Trackers that never answer. */
    private HttpCall ask(HttpRequest request) {
        requests.add(request);
        CompletableFuture<HttpResponse> never = new CompletableFuture<>();
        return new HttpCall() {
            @Override
            public CompletionStage<HttpResponse> response() {
                return never;
            }

            @Override
            public void cancel() {
                never.completeExceptionally(
                        new HttpException(request.url(), HttpException.Kind.CANCELLED, "given up", null));
            }
        };
    }

    private HttpRequest next() throws InterruptedException {
        return requests.poll(30, TimeUnit.SECONDS);
    }

    private PeerSource.Search search(String tracker) {
        return component.search(new FakeSwarm(tracker));
    }

    @Test
    void modified_shouldTellNoTrackerAndCountForTheNextAnnounce() throws Exception {
        component.bindHttp(this::ask);
        search("http://127.0.0.1:1/first");
        assertThat(next().headers()).containsEntry("User-Agent", "first/1");
        search("http://127.0.0.1:1/second"); // waits for its turn
        component.modified(Map.of("user.agent", "second/1", "parallel", 2, "wanted.peers", 7, "goodbye.seconds", 0));
        HttpRequest second = next();
        assertThat(second.url()).contains("/second", "event=started");
        assertThat(second.headers()).containsEntry("User-Agent", "second/1");
        component.modified(Map.of("wanted.peers", 7, "parallel", 3, "goodbye.seconds", 0));
        search("http://127.0.0.1:1/third");
        assertThat(next().url()).as("no good-bye before it").contains("/third", "event=started", "numwant=7");
    }

    @Test
    void modified_whenAValueIsWrong_shouldKeepTheOneBeforeAndNamePidAndKey() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            component.modified(Map.of("user.agent", "a\r\nX: y", "wanted.peers", "all", "goodbye.seconds", 0));
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("org.torrent.tracker, user.agent", "org.torrent.tracker, wanted.peers", "what it was stays");
        component.bindHttp(this::ask);
        search("http://127.0.0.1:1/first");
        HttpRequest request = next();
        assertThat(request.headers()).containsEntry("User-Agent", "first/1");
        assertThat(request.url()).contains("numwant=100");
    }
}
