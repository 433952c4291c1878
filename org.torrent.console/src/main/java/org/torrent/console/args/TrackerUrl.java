package org.torrent.console.args;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An announce URL: {@code http}, {@code https} or {@code udp} (for others to use; BEP 15) with a host. */
public final class TrackerUrl implements ITypeConverter<String> {
    private static final Set<String> SCHEMES = Set.of("http", "https", "udp");

    @Override
    public String convert(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new TypeConversionException(
                "'" + text + "' is not a tracker's URL, as in http://tracker.example:6969/announce");
    }
}
