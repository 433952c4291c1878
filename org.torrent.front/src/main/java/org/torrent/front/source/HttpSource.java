package org.torrent.front.source;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** URLs of .torrent files on web servers: size, redirects and time are bounded, TLS is verified. */
final class HttpSource implements SourceKind {
    private static final int MAX_BYTES = org.torrent.model.Limits.TORRENT_BYTES;
    private static final int OK = 200;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final RedirectRule redirects;

    HttpSource(RedirectRule redirects) {
        this.redirects = redirects;
    }

    @Override
    public boolean accepts(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    @Override
    public Source open(String text, Duration atMost) throws SourceException, InterruptedException {
        return Source.parse(text, fetch(text, atMost));
    }

    byte[] fetch(String url, Duration atMost) throws SourceException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Limits.HTTP_CONNECT)
                .build();
        URI uri = parse(url);
        for (int hop = 0; hop <= Limits.HTTP_REDIRECTS; hop++) {
            HttpResponse<byte[]> response = get(client, uri, deadline);
            if (!isRedirect(response)) {
                return content(uri, response);
            }
            uri = redirects.next(uri, response.headers().firstValue("Location").orElse(""));
        }
        throw new SourceException(
                url + " redirects more than " + Limits.HTTP_REDIRECTS + " times: name the .torrent's own URL");
    }

    private static URI parse(String url) throws SourceException {
        try {
            URI uri = URI.create(url.strip());
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new SourceException("'" + url + "' is not a URL: " + e.getMessage());
        }
        throw new SourceException("'" + url + "' is not a URL: there is no host in it");
    }

    private static HttpResponse<byte[]> get(HttpClient client, URI uri, long deadline)
            throws SourceException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/x-bittorrent, */*;q=0.5")
                .build();
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, info -> new BoundedBody(MAX_BYTES));
        try {
            return response.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(uri, e.getCause());
        } catch (TimeoutException e) {
            throw failure(uri, e);
        } finally {
            response.cancel(true);
        }
    }

    private static boolean isRedirect(HttpResponse<byte[]> response) {
        return REDIRECTS.contains(response.statusCode());
    }

    private static byte[] content(URI uri, HttpResponse<byte[]> response) throws SourceException {
        if (response.statusCode() != OK) {
            throw new SourceException(
                    "can't fetch " + uri + ": the server answers " + response.statusCode() + "; check the URL");
        }
        return response.body();
    }

    private static SourceException failure(URI uri, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            reason = "no answer in time";
        } else if (cause instanceof ConnectException) {
            reason = "no web server can be reached there; check the URL and the network";
        }
        return new SourceException("can't fetch " + uri + ": " + reason, cause);
    }
}
