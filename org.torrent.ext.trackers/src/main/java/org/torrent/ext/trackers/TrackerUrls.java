package org.torrent.ext.trackers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.torrent.model.Limits;

/** Which URLs are worth taking from a peer, and which may be told to one. Pure. */
final class TrackerUrls {
    private static final Set<String> SCHEMES = Set.of("http", "https", "udp");
    private static final Pattern PATH_PARTS = Pattern.compile("[/;=&?]+");

    private TrackerUrls() {}

    /** Whether it is a tracker's at all: what comes from a peer is printable, has a host and no user. */
    static boolean acceptable(String url) {
        return parse(url).isPresent();
    }

    /**
     * Whether peers may be told of it. A user, a query or a part of the path that looks like a key is the user's own: who
     * learns it announces in the user's name. One of this machine or of the networks of this house is of no use elsewhere,
     * and nobody's business.
     */
    static boolean tellable(String url) {
        return parse(url)
                .map(uri -> uri.getRawQuery() == null && !hasKey(uri.getRawPath()) && HostNames.isOpen(uri.getHost()))
                .orElse(false);
    }

    private static boolean hasKey(String path) {
        return PATH_PARTS.splitAsStream(path).anyMatch(TrackerUrls::looksLikeKey);
    }

    /** UUIDs have hyphens, base64url has underscores. */
    private static boolean looksLikeKey(String part) {
        long digits = part.chars().filter(Character::isDigit).count();
        long letters = part.chars().filter(Character::isLetter).count();
        return digits > 0 && letters > 0 && digits + letters >= TrackersLimits.KEY_CHARS;
    }

    private static Optional<URI> parse(String url) {
        if (url.length() > Limits.URL_BYTES || !url.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url);
            boolean named = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
            boolean reachable = uri.getPort() >= -1 && uri.getPort() != 0 && uri.getPort() <= 0xffff;
            return named && reachable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty(); // one of many, and nothing that a user of ours could mend
        }
    }

    /** Whose it is: the host in lower case, without the dot that a name may end in; empty when it is no tracker's at all. */
    static String host(String url) {
        return parse(url).map(uri -> HostNames.normal(uri.getHost())).orElse("");
    }

    /** As BEP 28 wants it for the digest: scheme and host in lower case. */
    static String normal(String url) {
        int scheme = url.indexOf("://");
        int end = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
        int host = end < 0 ? url.length() : end;
        return url.substring(0, host).toLowerCase(Locale.ROOT) + url.substring(host);
    }
}
