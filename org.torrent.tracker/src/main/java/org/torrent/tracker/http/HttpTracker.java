package org.torrent.tracker.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.Reach;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;
import org.torrent.tracker.TrackerProtocol;

/** HTTP and HTTPS trackers: an announce is one GET. */
public final class HttpTracker implements TrackerProtocol {
    private final Supplier<HttpClient> http;
    private volatile String userAgent;

    /**
     * Asks through whichever client is there.
     *
     * @param http gives the client of the moment, null when there is none
     * @param userAgent sent with every request
     * @throws IllegalArgumentException when the user agent is no printable text
     */
    public HttpTracker(Supplier<HttpClient> http, String userAgent) {
        this.http = http;
        userAgent(userAgent);
    }

    /**
     * Sent from the next request on; any thread.
     *
     * @throws IllegalArgumentException when it is no printable text
     */
    public final void userAgent(String text) {
        if (!isPrintable(text)) {
            throw new IllegalArgumentException("org.torrent.tracker: user.agent is text");
        }
        userAgent = text;
    }

    /** Whether a header may say that. */
    public static boolean isPrintable(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    @Override
    public List<String> schemes() {
        return List.of("http", "https");
    }

    @Override
    public Call announce(AnnounceRequest request) {
        HttpClient client = http.get();
        if (client == null) {
            return new HttpAnnounce(CompletableFuture.failedStage(missing()), () -> {});
        }
        HttpRequest.Builder get = HttpRequest.to(AnnounceUrl.of(request))
                .header("User-Agent", userAgent)
                .deadline(request.limit())
                .connectLimit(request.limit())
                .reach(request.hearsay() ? Reach.OPEN_NETWORK : Reach.AS_TRACKER)
                .maxBodyBytes(Limits.ANSWER_BYTES)
                .localAddresses(request.torrent().from());
        HttpCall call = client.get(get.build());
        return new HttpAnnounce(call.response().handle(HttpTracker::answer), call::cancel);
    }

    private static TrackerException missing() {
        return TrackerException.ofOurs("there is no HTTP client: start the bundle org.torrent.http", null);
    }

    private static AnnounceAnswer answer(HttpResponse response, Throwable failure) {
        try {
            if (failure != null) {
                throw cause(failure);
            }
            return AnnounceReader.read(response);
        } catch (TrackerException e) {
            throw new CompletionException(e);
        }
    }

    private static TrackerException cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof HttpException e) {
            return isOfTheHost(e.kind())
                    ? new TrackerException(e.problem(), e)
                    : TrackerException.ofOurs(e.problem(), e);
        }
        throw new CompletionException(cause);
    }

    private static boolean isOfTheHost(HttpException.Kind kind) {
        return switch (kind) {
            case BAD_URL, FORBIDDEN, BUSY, CANCELLED, CLOSED -> false;
            default -> true;
        };
    }

    private record HttpAnnounce(CompletionStage<AnnounceAnswer> answer, Runnable canceller) implements Call {
        @Override
        public void cancel() {
            canceller.run();
        }
    }
}
