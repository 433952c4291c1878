package org.torrent.http;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrent.model.UrlText;
import org.torrent.spi.http.HttpException;

/**
 * What an http or https URL asks for. Parsed by hand: {@link java.net.URI} refuses what people and trackers live with,
 * such as spaces, or host names with underscores. Whatever the URL holds, none of it can end a line of the request.
 *
 * @param secure whether it is https
 * @param host name in ASCII or literal address, IPv6 without brackets
 * @param port 1 to 65535
 * @param pathAndQuery what goes into the request line
 */
public record Target(boolean secure, String host, int port, String pathAndQuery) {
    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]|([^\\[\\]:@]+))(?::([0-9]{0,5}))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    /**
     * Reads a URL; user name and password are left out (see {@link Credentials}).
     *
     * @throws Problem when it is no http or https URL, or has no usable host or port
     */
    public static Target parse(String url) throws Problem {
        Matcher parts = URL.matcher(UrlText.withoutUserInfo(url).strip());
        if (url.length() > Limits.URL_CHARS || !parts.matches()) {
            throw bad("not an http or https URL", null);
        }
        boolean secure = parts.group(1).equalsIgnoreCase("https");
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw bad("the URL has no usable host name", null);
        }
        String host = authority.group(1) != null
                ? authority.group(1).toLowerCase(Locale.ROOT)
                : asciiHost(authority.group(2));
        String path = PathText.escape(parts.group(3));
        return new Target(
                secure, host, port(authority.group(3), secure ? 443 : 80), path.startsWith("/") ? path : "/" + path);
    }

    private static Problem bad(String message, Throwable cause) {
        return new Problem(HttpException.Kind.BAD_URL, message, cause);
    }

    private static String asciiHost(String name) throws Problem {
        try {
            String ascii = name.chars().allMatch(c -> c < 0x80) ? name : IDN.toASCII(name);
            if (HOST.matcher(ascii).matches()) {
                return ascii.toLowerCase(Locale.ROOT);
            }
        } catch (IllegalArgumentException e) {
            throw bad("the URL has no usable host name", e);
        }
        throw bad("the URL has no usable host name", null);
    }

    private static int port(String digits, int byDefault) throws Problem {
        int port = digits == null || digits.isEmpty() ? byDefault : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw bad("port " + port + " is not within 1-65535", null);
        }
        return port;
    }

    /**
     * Where a Location header leads from here (RFC 3986, section 5.2).
     *
     * @param location one character a byte, as headers are read
     * @throws Problem when that is no http URL, or leaves https
     */
    public Target resolve(String location) throws Problem {
        Target target = parse(absolute(PathText.escapeBytes(location.strip())));
        if (secure && !target.secure) {
            throw new Problem(HttpException.Kind.FORBIDDEN, "redirects from https to http, which is not followed");
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
            return origin + PathText.withoutDots(location);
        }
        if (location.isEmpty() || location.startsWith("?") || location.startsWith("#")) {
            return origin + path + location;
        }
        return origin + PathText.withoutDots(path.substring(0, path.lastIndexOf('/') + 1) + location);
    }

    /** Host and port as a Host header has them. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** Whether both are one server: scheme, host and port are equal. */
    public boolean isSameServer(Target other) {
        return secure == other.secure && host.equals(other.host) && port == other.port;
    }

    /** The URL again, escaped, without user info. */
    public String url() {
        return (secure ? "https://" : "http://") + authority() + pathAndQuery;
    }
}
