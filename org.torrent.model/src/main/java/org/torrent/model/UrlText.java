package org.torrent.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs as text that somebody wrote: what may be shown of them. */
public final class UrlText {
    /** User info ends at the last @ of the authority, or, when that makes no sense, at the first @ behind. */
    private static final Pattern USER_INFO = Pattern.compile(
            "(?s)\\s*((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)(?:([^/?#]*)|([^/?#:\\[]*:(?![0-9]*(?:[/?#]|$))[^@]*))@(.*)");

    /** What a terminal may obey, and what ends a line. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** Up to the next space, since a password may have anything else; a path has one slash where a URL had two. */
    private static final Pattern IN_TEXT = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/+\\S*");

    private UrlText() {}

    /** The URL without user name and password, on one printable line: to be printed, logged and told. */
    public static String shown(String url) {
        return NOT_PRINTABLE.matcher(withoutUserInfo(url)).replaceAll("?");
    }

    /** The URL without user name and password, the rest as it is. */
    public static String withoutUserInfo(String url) {
        Matcher parts = USER_INFO.matcher(url);
        return parts.matches() ? parts.group(1) + parts.group(4) : url;
    }

    /** Text that may have URLs in it, without the user names and passwords of those. */
    public static String inText(String text) {
        return IN_TEXT.matcher(text).replaceAll(url -> {
            String whole = url.group().replaceFirst("/+", "//");
            String shown = withoutUserInfo(whole);
            return Matcher.quoteReplacement(shown.equals(whole) ? url.group() : shown);
        });
    }

    /** User name and password as the URL has them ({@code name:password}, escapes and all), empty for none. */
    public static String userInfo(String url) {
        Matcher parts = USER_INFO.matcher(url);
        if (!parts.matches()) {
            return "";
        }
        return parts.group(2) != null ? parts.group(2) : parts.group(3);
    }
}
