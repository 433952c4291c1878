package org.torrent.http;

import java.util.Map;

/**
 * An answer to an HTTP request.
 *
 * @param headers by lower-case name; of repeated ones the last
 * @param body decoded; empty for a redirect
 */
public record Answer(int status, String reason, Map<String, String> headers, byte[] body) {
    /** Whether it leads elsewhere. */
    public boolean isRedirect() {
        return isRedirect(status) && headers.containsKey("location");
    }

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Where it leads, null for nowhere. */
    public String location() {
        return headers.get("location");
    }
}
