package org.torrent.http;

import org.torrent.spi.http.HttpException;

/** What went wrong in an exchange, before somebody who knows the URL tells the caller. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final HttpException.Kind kind;

    /** Part of a sentence on one printable line. */
    public Problem(HttpException.Kind kind, String message) {
        this(kind, message, null);
    }

    /** With a cause. */
    public Problem(HttpException.Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What the caller gets. */
    public HttpException of(String url) {
        return new HttpException(url, kind, getMessage(), this);
    }
}
