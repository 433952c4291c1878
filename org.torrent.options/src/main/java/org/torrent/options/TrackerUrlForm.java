package org.torrent.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An announce URL: {@code http}, {@code https} or {@code udp} (for others to use; BEP 15) with a host. */
final class TrackerUrlForm {
    /** Plainest: as it is. */
    static final ValueForm FORM =
            new ValueForm("URL", "a tracker's URL, as in http://tracker.example:6969/announce", TrackerUrlForm::read);

    private static final Set<String> SCHEMES = Set.of("http", "https", "udp");

    private TrackerUrlForm() {}

    private static Optional<String> read(String text) {
        try {
            URI uri = new URI(text);
            boolean good = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
            return good ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
