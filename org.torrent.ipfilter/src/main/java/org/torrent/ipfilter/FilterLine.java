package org.torrent.ipfilter;

import java.util.Optional;

/**
 * One line of a list, in whichever of the usual forms:
 *
 * <pre>
 * some name:192.0.2.0-192.0.2.255                          P2P, PeerGuardian; a name may have colons
 * 192.000.002.000 - 192.000.002.255 , 100 , some name      eMule's ipfilter.dat; a level above 127 is allowed
 * 192.0.2.0/24   192.0.2.1   2001:db8::/32                 networks and addresses
 * </pre>
 *
 * @param kind what it is
 * @param range when it blocks one, else null
 */
record FilterLine(Kind kind, IpRange range) {
    /** What a line is. */
    enum Kind {
        /** A range that is not talked to. */
        BLOCKS,
        /** Nothing, a comment, or a range that is allowed. */
        SAYS_NOTHING,
        /** Something else. */
        UNKNOWN
    }

    /** eMule talks to ranges above this level. */
    private static final int LEVEL_BLOCKED = 127;

    /** Colons of a name that are looked at. */
    private static final int COLONS = 64;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final FilterLine NOTHING = new FilterLine(Kind.SAYS_NOTHING, null);
    private static final FilterLine UNKNOWN = new FilterLine(Kind.UNKNOWN, null);

    /** Reads one. */
    static FilterLine of(String text) {
        String line = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("//") || line.startsWith(";")) {
            return NOTHING;
        }
        int comma = line.indexOf(',');
        if (comma > 0) {
            Optional<IpRange> range = IpRange.parse(line.substring(0, comma));
            if (range.isPresent()) {
                return isAllowed(line, comma) ? NOTHING : blocks(range.get());
            }
        }
        int comment = line.indexOf('#');
        Optional<IpRange> plain = IpRange.parse(comment < 0 ? line : line.substring(0, comment));
        return plain.or(() -> named(line)).map(FilterLine::blocks).orElse(UNKNOWN);
    }

    private static FilterLine blocks(IpRange range) {
        return new FilterLine(Kind.BLOCKS, range);
    }

    private static boolean isAllowed(String line, int comma) {
        int end = line.indexOf(',', comma + 1);
        String level = line.substring(comma + 1, end < 0 ? line.length() : end).strip();
        try {
            return Integer.parseInt(level) > LEVEL_BLOCKED;
        } catch (NumberFormatException e) {
            return false; // a name without a level
        }
    }

    /** A range, never one address or network, behind a name and a colon; an address of IPv6 has colons of its own. */
    private static Optional<IpRange> named(String line) {
        int last = line.lastIndexOf(':');
        Optional<IpRange> range = last < 0 ? Optional.empty() : behind(line, last);
        int colon = line.indexOf(':');
        for (int i = 0; i < COLONS && colon >= 0 && range.isEmpty(); i++) {
            range = behind(line, colon);
            colon = line.indexOf(':', colon + 1);
        }
        return range;
    }

    private static Optional<IpRange> behind(String line, int colon) {
        String text = line.substring(colon + 1);
        return text.indexOf('-') < 0 ? Optional.empty() : IpRange.parse(text);
    }
}
