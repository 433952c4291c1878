package org.torrent.session;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.torrent.model.PeerId;

/** Makes our peer id: an Azureus-style prefix (BEP 20) and random digits, new for every session. */
final class PeerIds {
    private static final String PREFIX = "-OG0010-";
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private PeerIds() {}

    static PeerId random(RandomGenerator random) {
        StringBuilder id = new StringBuilder(PREFIX);
        while (id.length() < PeerId.LENGTH) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return PeerId.of(id.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
