package org.torrent.tracker.udp;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrent.model.HostPort;
import org.torrent.model.UrlText;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;

/**
 * What a udp URL asks for.
 *
 * @param host name in ASCII or literal address, IPv6 without brackets
 * @param port 1 to 65535
 * @param pathAndQuery as the URL has it, empty for none
 */
record UdpUrl(String host, int port, String pathAndQuery) {
    private static final Pattern URL = Pattern.compile("(?is)udp://([^/?#]*)([^#]*)(?:#.*)?");

    /**
     * Reads a URL; user name and password are left out.
     *
     * @throws TrackerException when it is no udp URL, has no usable host or port, or is too long
     */
    static UdpUrl parse(String url) throws TrackerException {
        Matcher parts = URL.matcher(UrlText.withoutUserInfo(url).strip());
        if (!parts.matches()) {
            throw TrackerException.ofOurs("not a udp URL", null);
        }
        if (parts.group(2).getBytes(StandardCharsets.UTF_8).length > Limits.URL_DATA_BYTES) {
            throw TrackerException.ofOurs("the URL's path is longer than " + Limits.URL_DATA_BYTES + " bytes", null);
        }
        try {
            HostPort where = HostPort.parse(parts.group(1));
            return new UdpUrl(IDN.toASCII(where.host()), where.port(), parts.group(2));
        } catch (IllegalArgumentException e) {
            throw TrackerException.ofOurs("the URL has no usable host and port", e);
        }
    }
}
