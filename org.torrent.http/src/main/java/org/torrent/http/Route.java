package org.torrent.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.torrent.model.UrlText;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.NetworkZone;
import org.torrent.spi.http.Reach;

/**
 * The way of one exchange from server to server: whom to ask now, what to say, which addresses may be dialled. Whoever
 * moves the bytes asks, dials only what {@link #mayDial} allows, and hands over the answer. Not thread-safe.
 */
public final class Route {
    private final HttpRequest request;
    private final String userAgent;
    private final Optional<String> authorization;
    private final Target first;
    private Target target;
    private NetworkZone nearest = NetworkZone.THIS_MACHINE;
    private NetworkZone answering = NetworkZone.OPEN;
    private int redirects;

    /**
     * The first hop.
     *
     * @param userAgent said unless the request has one
     * @throws Problem when the URL cannot be used
     */
    public Route(HttpRequest request, String userAgent) throws Problem {
        this.request = request;
        this.userAgent = userAgent;
        this.authorization = Credentials.basic(request.url());
        this.first = Target.parse(request.url());
        this.target = first;
    }

    /** Whom to ask now. */
    public Target target() {
        return target;
    }

    /** Whether this hop may be at that address. */
    public boolean mayDial(InetAddress address) {
        NetworkZone zone = NetworkZone.of(address);
        return zone.compareTo(nearest) >= 0 && request.reach().allows(zone, target.pathAndQuery());
    }

    /** Why nobody was asked when {@link #mayDial} allows none of the addresses. */
    public Problem leadsAstray() {
        String leads = redirects > 0 ? "redirects" : "leads";
        String why = request.reach() == Reach.AS_TRACKER && redirects == 0
                ? "where a tracker from a torrent may only be at /announce of this machine"
                : "which is not followed";
        return new Problem(Kind.FORBIDDEN, leads + " into the local network (" + target.host() + "), " + why);
    }

    /** The request to this hop, to its last byte. */
    public byte[] request() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", target.authority());
        headers.put("User-Agent", userAgent);
        headers.put("Accept", "*/*");
        headers.putAll(request.headers());
        headers.put("Accept-Encoding", "gzip");
        headers.put("Connection", "close");
        if (target.isSameServer(first)) {
            authorization.ifPresent(value -> headers.put("Authorization", value));
        }
        StringBuilder text = new StringBuilder("GET " + target.pathAndQuery() + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Takes this hop's answer.
     *
     * @param from the address that gave it
     * @return whether there is another hop; if not, this is the answer
     * @throws Problem when it leads where it may not, or too far
     */
    public boolean follow(Answer answer, InetAddress from) throws Problem {
        NetworkZone zone = NetworkZone.of(from);
        answering = zone.compareTo(answering) < 0 ? zone : answering;
        if (!answer.isRedirect()) {
            return false;
        }
        if (redirects == request.maxRedirects()) {
            throw new Problem(Kind.FORBIDDEN, "redirects more than " + request.maxRedirects() + " times");
        }
        redirects++;
        nearest = zone.compareTo(nearest) > 0 ? zone : nearest;
        target = next(answer.location());
        return true;
    }

    private Target next(String location) throws Problem {
        try {
            return target.resolve(location);
        } catch (Problem e) {
            throw new Problem(
                    Kind.FORBIDDEN, "redirects to " + Text.clean(UrlText.shown(location)) + ": " + e.getMessage(), e);
        }
    }

    /** The last hop's answer, for the caller. */
    public HttpResponse response(Answer answer) {
        return new HttpResponse(
                target.url(), answer.status(), Text.clean(answer.reason()), answer.headers(), answer.body(), answering);
    }
}
