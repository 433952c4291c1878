package org.torrent.session.budget;

/**
 * How many connections there may be. A maximum "per address" holds only once half of its whole is taken, see {@link
 * AddressShares}.
 *
 * @param connections of the session, with those that are being made
 * @param perAddress of them from or to one address
 * @param handshakes accepted connections that have sent no handshake yet
 * @param handshakesPerAddress of them from one address
 * @param dials connections being dialled, until their handshake came
 * @param dialsPerAddress of them to one address
 */
public record ConnectionLimits(
        int connections, int perAddress, int handshakes, int handshakesPerAddress, int dials, int dialsPerAddress) {
    /** 500 connections; 256 without a handshake; 100 dials. */
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(500, 4, 256, 8, 100, 4);

    /** Refuses what lets nobody in. */
    public ConnectionLimits {
        check("connections", connections);
        check("connections per address", perAddress);
        check("handshakes", handshakes);
        check("handshakes per address", handshakesPerAddress);
        check("dials", dials);
        check("dials per address", dialsPerAddress);
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + ", must be at least 1");
        }
    }
}
