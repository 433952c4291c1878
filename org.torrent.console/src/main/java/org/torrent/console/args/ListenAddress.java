package org.torrent.console.args;

import org.torrent.model.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code [HOST:]PORT} to listen on, port 0 for any free one. Only checked here: the launcher has read it before the
 * session started, from the same argument.
 *
 * @param text as given
 */
public record ListenAddress(String text) {
    private static final int MAX_PORT = 65_535;

    /** Reads it. */
    public static final class Converter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT || !isHost(text, colon)) {
                throw new TypeConversionException(
                        "'" + text + "' is not [HOST:]PORT, as in 6881, 192.0.2.1:6881 or [::1]:6881");
            }
            return new ListenAddress(text);
        }

        /** Whether what is before the colon is a host; checked with a port that is valid, since 0 is not one to dial. */
        private static boolean isHost(String text, int colon) {
            try {
                return colon < 0 || HostPort.parse(text.substring(0, colon) + ":1") != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
