package org.torrent.tracker;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an http or https URL asks for. Parsed by hand: {@link java.net.URI} refuses what trackers live with, such as host
 * names with underscores. Whatever the URL holds, none of it can end a line of the request.
 *
 * @param secure whether it is https
 * @param host name in ASCII or literal address, IPv6 without brackets
 * @param port 1 to 65535
 * @param pathAndQuery what goes into the request line
 */
record HttpTarget(boolean secure, String host, int port, String pathAndQuery) {
    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:@]+))(?::([0-9]{0,5}))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    static boolean isHttp(String url) {
        return url.regionMatches(true, 0, "http://", 0, 7) || url.regionMatches(true, 0, "https://", 0, 8);
    }

    static HttpTarget parse(String url) throws TrackerException {
        Matcher parts = URL.matcher(url);
        if (url.length() > Limits.URL_CHARS || !parts.matches()) {
            throw new TrackerException("not an http or https URL");
        }
        boolean secure = parts.group(1).equalsIgnoreCase("https");
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw new TrackerException("the URL has no usable host name");
        }
        String host = authority.group(1) != null ? authority.group(1) : asciiHost(authority.group(2));
        String path = escape(parts.group(3));
        return new HttpTarget(
                secure, host, port(authority.group(3), secure ? 443 : 80), path.startsWith("/") ? path : "/" + path);
    }

    private static String asciiHost(String name) throws TrackerException {
        try {
            String ascii = name.chars().allMatch(c -> c < 0x80) ? name : IDN.toASCII(name);
            if (HOST.matcher(ascii).matches()) {
                return ascii.toLowerCase(Locale.ROOT);
            }
        } catch (IllegalArgumentException e) {
            throw new TrackerException("the URL has no usable host name", e);
        }
        throw new TrackerException("the URL has no usable host name");
    }

    private static int port(String digits, int byDefault) throws TrackerException {
        int port = digits == null || digits.isEmpty() ? byDefault : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new TrackerException("port " + port + " is not within 1-65535");
        }
        return port;
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0x20 && b < 0x7f && "\"<>\\^`{|}".indexOf(b) < 0;
            if (plain) {
                out.append((char) b);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    /**
     * Where a Location header leads from here.
     *
     * @throws TrackerException when that is no http URL, or leaves https
     */
    HttpTarget resolve(String location) throws TrackerException {
        HttpTarget target = parse(absolute(location));
        if (secure && !target.secure) {
            throw new TrackerException("redirects from https to http");
        }
        return target;
    }

    private String absolute(String location) {
        if (SCHEME.matcher(location).matches()) {
            return location;
        }
        String scheme = secure ? "https:" : "http:";
        if (location.startsWith("//")) {
            return scheme + location;
        }
        String path = pathAndQuery.split("\\?", 2)[0];
        String origin = scheme + "//" + authority();
        if (location.startsWith("/")) {
            return origin + location;
        }
        return origin + (location.startsWith("?") ? path : path.substring(0, path.lastIndexOf('/') + 1)) + location;
    }

    /** Host and port as a Host header has them. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }
}
