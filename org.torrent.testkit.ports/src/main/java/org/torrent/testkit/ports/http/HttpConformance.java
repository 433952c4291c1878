package org.torrent.testkit.ports.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.Reach;
import org.torrent.spi.transport.Transport;

/**
 * What every {@link HttpClient} does. A subclass says how to make and close one, what the server is on and how to wait;
 * nothing here sleeps, so the same tests run on sockets and on simulated time. The server is at a local address.
 */
public abstract class HttpConformance {
    private static final byte[] OK = {'o', 'k'};
    private static final int BODY_BYTES = 10_000_000;

    private final List<WebRequest> asked = new CopyOnWriteArrayList<>();
    private HttpClient client;
    private ScriptedWebServer server;

    /** A new provider. */
    protected abstract HttpClient newClient();

    /** What its departure does. Idempotent. */
    protected abstract void close(HttpClient provider);

    /** What the server is to be on. */
    protected abstract Transport serverTransport();

    /** Where the server is to listen: a local address that the client reaches. */
    protected abstract InetSocketAddress serverAddress();

    /** Returns once the condition holds; fails when that takes too long. */
    protected abstract void await(String what, BooleanSupplier condition);

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedWebServer(serverTransport(), serverAddress(), this::answer);
        client = newClient();
    }

    @AfterEach
    void stopServer() {
        close(client);
        server.close();
    }

    private byte[] answer(WebRequest request) {
        asked.add(request);
        String[] parts = request.pathAndQuery().split("\\?", 2);
        return switch (parts[0]) {
            case "/to" -> ScriptedWebServer.answer(302, OK, "Location: " + parts[1].replace("%20", " "));
            case "/hang" -> null;
            case "/raw" -> HexFormat.of().parseHex(parts[1]);
            case "/zipped" -> ScriptedWebServer.answer(200, zipped(BODY_BYTES), "Content-Encoding: gzip");
            case "/missing" -> ScriptedWebServer.answer(404, OK, "X-Why: gone");
            default -> ScriptedWebServer.answer(200, OK);
        };
    }

    /** Where the server says exactly this. */
    private static String raw(String answer) {
        return "/raw?" + HexFormat.of().formatHex(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] zipped(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(new byte[size]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private String url(String path) {
        InetSocketAddress address = server.address();
        String port = address.getPort() == 80 ? "" : ":" + address.getPort();
        return "http://" + address.getAddress().getHostAddress() + port + path;
    }

    private HttpResponse get(String path) throws HttpException {
        return outcome(client.get(HttpRequest.to(url(path)).build()));
    }

    private HttpResponse outcome(HttpCall call) throws HttpException {
        CompletableFuture<HttpResponse> future = call.response().toCompletableFuture();
        await("there is an outcome", future::isDone);
        try {
            return future.join();
        } catch (CompletionException e) {
            throw (HttpException) e.getCause();
        }
    }

    private void assertFails(Kind kind, HttpRequest.Builder request) {
        assertFails(kind, client.get(request.build()));
    }

    private void assertFails(Kind kind, HttpCall call) {
        assertThatThrownBy(() -> outcome(call)).isInstanceOfSatisfying(HttpException.class, e -> {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            assertThat(e.getMessage())
                    .startsWith(e.url() + ": " + e.problem())
                    .endsWith(kind.remedy())
                    .doesNotContain("secret", "\n");
        });
    }

    @Test
    void get_whenThereIsAnAnswer_shouldGiveItWhateverItsStatus() throws HttpException {
        HttpResponse response = get("/missing");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.reason()).isEqualTo("Said");
        assertThat(response.header("x-WHY")).contains("gone");
        assertThat(response.header("y")).isEmpty();
        assertThat(response.body()).isEqualTo(OK);
        assertThat(response.url()).isEqualTo(url("/missing"));
    }

    @Test
    void get_whenTheUrlIsAsPeopleWriteIt_shouldEscapeIt() throws HttpException {
        get("/[grp] a|b 100%.torrent?k=1|2#fragment");
        assertThat(asked.get(0).pathAndQuery()).isEqualTo("/%5Bgrp%5D%20a%7Cb%20100%25.torrent?k=1%7C2");
    }

    @Test
    void get_whenRedirected_shouldFollowAsLocationsAreWritten() throws HttpException {
        HttpResponse response = get("/to?/a/../[b] c");
        assertThat(response.body()).isEqualTo(OK);
        assertThat(response.url()).isEqualTo(url("/%5Bb%5D%20c"));
    }

    @Test
    void get_whenRedirectedTooOften_shouldRefuse() throws HttpException {
        HttpRequest.Builder twice = HttpRequest.to(url("/to?/to?/x")).maxRedirects(2);
        assertThat(outcome(client.get(twice.build())).body()).isEqualTo(OK);
        assertFails(Kind.FORBIDDEN, HttpRequest.to(url("/to?/to?/x")).maxRedirects(1));
    }

    @Test
    void get_whenItLeadsWhereItMayNot_shouldRefuse() {
        assertFails(Kind.FORBIDDEN, HttpRequest.to(url("/")).reach(Reach.OPEN_NETWORK));
        assertFails(Kind.FORBIDDEN, HttpRequest.to(url("/to?file:///etc/passwd")));
        assertThat(asked).hasSize(1);
    }

    @Test
    void get_whenTheUrlNamesAUser_shouldTellTheServerAndNobodyElse() throws HttpException {
        String url = url("/to?/x").replace("http://", "http://me:secret@");
        HttpResponse response = outcome(client.get(HttpRequest.to(url).build()));
        assertThat(asked)
                .extracting(request -> request.header("Authorization"))
                .containsExactly(Optional.of("Basic bWU6c2VjcmV0"), Optional.of("Basic bWU6c2VjcmV0"));
        assertThat(response.url()).isEqualTo(url("/x"));
        assertFails(Kind.FORBIDDEN, HttpRequest.to(url).maxRedirects(0));
    }

    @Test
    void get_whenTheBodyIsZipped_shouldUnpackItWithinItsBound() throws HttpException {
        HttpRequest.Builder zipped = HttpRequest.to(url("/zipped"));
        assertThat(outcome(client.get(zipped.maxBodyBytes(BODY_BYTES).build())).body())
                .hasSize(BODY_BYTES);
        assertFails(Kind.TOO_LONG, zipped.maxBodyBytes(BODY_BYTES - 1));
        assertFails(Kind.TOO_LONG, HttpRequest.to(url("/")).maxBodyBytes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 2 OK\r\n\r\n"})
    void get_whenTheAnswerIsMalformed_shouldSaySo(String answer) {
        assertFails(Kind.MALFORMED, HttpRequest.to(url(raw(answer))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok"})
    void get_whenTheAnswerIsCutOff_shouldSaySo(String answer) {
        assertFails(Kind.BROKEN_OFF, HttpRequest.to(url(raw(answer))));
    }

    @Test
    void get_whenTheServerHangs_shouldEndInTime() {
        assertFails(Kind.TIMED_OUT, HttpRequest.to(url("/hang")).deadline(Duration.ofMillis(300)));
    }

    @Test
    void get_whenNobodyListens_shouldSaySo() {
        server.close();
        assertFails(Kind.UNREACHABLE, HttpRequest.to(url("/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "udp://10.0.0.1:1/", "http://", "http://me:secret@/", "http://h:0/", "file:///etc/passwd"})
    void get_whenTheUrlCannotBeUsed_shouldTellByTheStage(String url) {
        assertFails(Kind.BAD_URL, HttpRequest.to(url));
    }

    @Test
    void cancel_whenUnderWay_shouldFailWithThatAndOnlyOnce() {
        HttpCall call = client.get(HttpRequest.to(url("/hang")).build());
        await("it was asked", () -> !asked.isEmpty());
        call.cancel();
        call.cancel();
        assertFails(Kind.CANCELLED, call);
    }

    @Test
    void cancel_whenItIsOver_shouldChangeNothing() throws HttpException {
        HttpCall call = client.get(HttpRequest.to(url("/")).build());
        assertThat(outcome(call).body()).isEqualTo(OK);
        call.cancel();
        assertThat(outcome(call).body()).isEqualTo(OK);
    }

    @Test
    void close_whenCallsAreUnderWay_shouldFailThemAndLaterOnes() {
        HttpCall call = client.get(HttpRequest.to(url("/hang")).build());
        await("it was asked", () -> !asked.isEmpty());
        close(client);
        assertFails(Kind.CLOSED, call);
        assertFails(Kind.CLOSED, HttpRequest.to(url("/")));
    }
}
