package org.torrent.spi.http;

import java.io.IOException;
import org.torrent.model.UrlText;

/** There is no answer. The message names the URL, what was wrong and what to do, on one line, without a password. */
public final class HttpException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What sort of failure, and what to do about it. */
    public enum Kind {
        /** The URL cannot be used. */
        BAD_URL("check the URL"),
        /** The host name has no address. */
        UNKNOWN_HOST("check the URL and the network"),
        /** Nobody listens, or the way there is closed. */
        UNREACHABLE("check the URL and the network"),
        /** TLS failed, or the certificate is not the host's. */
        NOT_SECURE("check the host's name and this machine's clock and certificates"),
        /** The time is up. */
        TIMED_OUT("try again later"),
        /** The connection broke, or the answer ended too early. */
        BROKEN_OFF("try again later"),
        /** The answer breaks the rules of HTTP. */
        MALFORMED("check that the URL names a web server"),
        /** The answer is longer than was asked for. */
        TOO_LONG("check the URL"),
        /** It leads where it may not, or on and on. */
        FORBIDDEN("name the final URL itself if you trust it"),
        /** Too much waits already. */
        BUSY("try again later"),
        /** The caller gave up. */
        CANCELLED("ask again"),
        /** The provider stopped. */
        CLOSED("ask again when it is back");

        private final String remedy;

        Kind(String remedy) {
            this.remedy = remedy;
        }

        /** What to do, such as {@code check the URL}. */
        public String remedy() {
            return remedy;
        }
    }

    private final String url;
    private final Kind kind;
    private final String problem;

    /** Takes the URL as the user wrote it; {@code problem} is part of a sentence on one printable line. */
    public HttpException(String url, Kind kind, String problem, Throwable cause) {
        super(UrlText.shown(url) + ": " + problem + "; " + kind.remedy(), cause);
        this.url = UrlText.shown(url);
        this.kind = kind;
        this.problem = problem;
    }

    /** What was asked for, without user name and password. */
    public String url() {
        return url;
    }

    /** What sort of failure. */
    public Kind kind() {
        return kind;
    }

    /** What was wrong, without URL and remedy. */
    public String problem() {
        return problem;
    }
}
