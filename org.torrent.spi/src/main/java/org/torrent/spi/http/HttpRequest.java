package org.torrent.spi.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.model.UrlText;

/** What to fetch, and how much of everything it may cost. Immutable; it grows by methods of the {@link Builder}. */
public final class HttpRequest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int BODY_BYTES = 1024 * 1024;
    private static final int REDIRECTS = 5;

    private final String url;
    private final Map<String, String> headers;
    private final Duration deadline;
    private final Duration connectLimit;
    private final int maxBodyBytes;
    private final int maxRedirects;
    private final Reach reach;
    private final LocalAddresses localAddresses;

    private HttpRequest(Builder builder) {
        url = builder.url;
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        deadline = builder.deadline;
        connectLimit = builder.connectLimit;
        maxBodyBytes = builder.maxBodyBytes;
        maxRedirects = builder.maxRedirects;
        reach = builder.reach;
        localAddresses = builder.localAddresses;
    }

    /**
     * A request for a URL as people write it: spaces, brackets and the like are escaped where needed, user name and
     * password become a Basic authorization for that server and no other, a fragment is ignored.
     */
    public static Builder to(String url) {
        return new Builder(url);
    }

    /** The URL as it was given, with its password: not for printing, see {@link UrlText#shown}. */
    public String url() {
        return url;
    }

    /** Headers beside those that the client sets itself. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Bound of everything, from the call of {@link HttpClient#get} to the last byte, redirects included. */
    public Duration deadline() {
        return deadline;
    }

    /** Bound of connecting to one address. */
    public Duration connectLimit() {
        return connectLimit;
    }

    /** Bound of the body, in bytes, packed and unpacked. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** How many redirects are followed. */
    public int maxRedirects() {
        return maxRedirects;
    }

    /** Which addresses may be dialled. */
    public Reach reach() {
        return reach;
    }

    /** The addresses of this machine to dial from. */
    public LocalAddresses localAddresses() {
        return localAddresses;
    }

    @Override
    public String toString() {
        return "GET " + UrlText.shown(url);
    }

    /** Makes a request; each value has a default. */
    public static final class Builder {
        private final String url;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Duration deadline = DEADLINE;
        private Duration connectLimit = CONNECT;
        private int maxBodyBytes = BODY_BYTES;
        private int maxRedirects = REDIRECTS;
        private Reach reach = Reach.AS_NAMED;
        private LocalAddresses localAddresses = LocalAddresses.ANY;

        private Builder(String url) {
            this.url = url;
        }

        /**
         * Adds a header, such as {@code Accept}.
         *
         * @throws IllegalArgumentException when it is not printable ASCII on one line
         */
        public Builder header(String name, String value) {
            boolean nameFine = !name.isEmpty() && name.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != ':');
            if (!nameFine || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                throw new IllegalArgumentException("not a header: " + name);
            }
            headers.put(name, value);
            return this;
        }

        /** Bound of everything, redirects included; 30 s if not set. */
        public Builder deadline(Duration limit) {
            deadline = limit;
            return this;
        }

        /** Bound of connecting to one address; 10 s if not set. */
        public Builder connectLimit(Duration limit) {
            connectLimit = limit;
            return this;
        }

        /** Bound of the body in bytes; 1 MiB if not set. */
        public Builder maxBodyBytes(int bytes) {
            maxBodyBytes = bytes;
            return this;
        }

        /** Bound of redirects; 5 if not set. */
        public Builder maxRedirects(int count) {
            maxRedirects = count;
            return this;
        }

        /** Which addresses may be dialled; {@link Reach#AS_NAMED} if not set. */
        public Builder reach(Reach value) {
            reach = value;
            return this;
        }

        /** The addresses of this machine to dial from; {@link LocalAddresses#ANY} if not set. */
        public Builder localAddresses(LocalAddresses addresses) {
            localAddresses = addresses;
            return this;
        }

        /** The request. */
        public HttpRequest build() {
            return new HttpRequest(this);
        }
    }
}
