package org.torrent.spi.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrent.model.UrlText;

/** A whole answer. Immutable but for the body's bytes, which belong to whoever asked. */
public final class HttpResponse {
    private final String url;
    private final int status;
    private final String reason;
    private final Map<String, String> headers;
    private final byte[] body;
    private final NetworkZone zone;

    /**
     * An answer.
     *
     * @param url who answered, behind all redirects; user name and password are left out
     * @param status such as 200
     * @param reason what the server says of the status, on one printable line; often empty
     * @param headers by name in any case
     * @param body unpacked
     * @param zone the nearest one of the addresses that were dialled
     */
    public HttpResponse(
            String url, int status, String reason, Map<String, String> headers, byte[] body, NetworkZone zone) {
        this.url = UrlText.shown(url);
        this.status = status;
        this.reason = reason;
        this.headers = new TreeMap<>();
        headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
        this.body = body;
        this.zone = zone;
    }

    /** Who answered, behind all redirects, without user name and password. */
    public String url() {
        return url;
    }

    /** The status, 200 to 999; redirects that were followed don't show. */
    public int status() {
        return status;
    }

    /** What the server says of the status, on one printable line; often empty. */
    public String reason() {
        return reason;
    }

    /** A header by its name in any case; of repeated ones the last. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The nearest zone of all addresses that were dialled on the way. */
    public NetworkZone zone() {
        return zone;
    }

    /** The body, unpacked; not a copy. */
    public byte[] body() {
        return body;
    }
}
