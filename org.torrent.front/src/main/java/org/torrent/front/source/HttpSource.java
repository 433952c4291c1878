package org.torrent.front.source;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.torrent.model.UrlText;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;

/** URLs of .torrent files on web servers. They may name any server: the user did. */
final class HttpSource implements SourceKind {
    private static final int MAX_BYTES = org.torrent.model.Limits.TORRENT_BYTES;
    private static final int OK = 200;

    private final HttpAccess http;

    HttpSource(HttpAccess http) {
        this.http = http;
    }

    @Override
    public boolean accepts(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    @Override
    public Source open(String text, Duration atMost) throws SourceException, InterruptedException {
        return Source.parse(UrlText.shown(text), fetch(text, atMost));
    }

    byte[] fetch(String url, Duration atMost) throws SourceException, InterruptedException {
        HttpClient client = http.await(Limits.HTTP_APPEARS)
                .orElseThrow(() -> new SourceException("can't fetch " + UrlText.shown(url)
                        + ": there is no HTTP client; start the bundle org.torrent.http"));
        HttpCall call = client.get(HttpRequest.to(url.strip())
                .header("Accept", "application/x-bittorrent, */*;q=0.5")
                .deadline(atMost)
                .maxBodyBytes(MAX_BYTES)
                .build());
        try {
            return content(url, call.response().toCompletableFuture().get());
        } catch (ExecutionException e) {
            throw failure(url, e.getCause());
        } finally {
            call.cancel();
        }
    }

    private static byte[] content(String url, HttpResponse response) throws SourceException {
        if (response.status() != OK) {
            throw new SourceException("can't fetch " + UrlText.shown(url) + ": the server answers " + response.status()
                    + "; check the URL");
        }
        return response.body();
    }

    private static SourceException failure(String url, Throwable cause) {
        String reason = cause instanceof HttpException known ? reason(known) : cause.toString();
        return new SourceException("can't fetch " + UrlText.shown(url) + ": " + reason, cause);
    }

    private static String reason(HttpException failure) {
        return switch (failure.kind()) {
            case TOO_LONG -> "it is larger than " + MAX_BYTES + " bytes, so it is no .torrent file";
            case TIMED_OUT -> "no answer in time";
            default -> failure.problem() + "; " + failure.kind().remedy();
        };
    }
}
