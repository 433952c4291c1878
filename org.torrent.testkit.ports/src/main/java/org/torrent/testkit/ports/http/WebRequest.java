package org.torrent.testkit.ports.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param from who sent it
 * @param text every line of it, with the line ends
 */
public record WebRequest(InetAddress from, String text) {
    /** As the request line has it. */
    public String pathAndQuery() {
        return text.split(" ", 3)[1];
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return text.lines()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .findFirst();
    }
}
