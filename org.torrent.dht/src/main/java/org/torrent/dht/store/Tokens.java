package org.torrent.dht.store;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;

/** What an address must show before anything is kept for it (BEP 5): that it got an answer from us lately. */
public final class Tokens {
    private static final int SECRET_BYTES = 20;

    private final RandomGenerator secrets;
    private byte[] secret;
    private byte[] before;
    private long sinceNanos;

    /** {@code secrets} must not be guessed. */
    public Tokens(RandomGenerator secrets, long nowNanos) {
        this.secrets = secrets;
        this.secret = newSecret();
        this.before = newSecret();
        this.sinceNanos = nowNanos;
    }

    private byte[] newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        secrets.nextBytes(bytes);
        return bytes;
    }

    private void rotate(long nowNanos) {
        long age = nowNanos - sinceNanos;
        if (age >= DhtLimits.TOKEN_NANOS) {
            before = age >= 2 * DhtLimits.TOKEN_NANOS ? newSecret() : secret;
            secret = newSecret();
            sinceNanos = nowNanos;
        }
    }

    /** The token of an address. */
    public byte[] of(InetAddress address, long nowNanos) {
        rotate(nowNanos);
        return token(secret, address);
    }

    /** Whether the address was given that token, not long ago. */
    public boolean isValid(byte[] token, InetAddress address, long nowNanos) {
        rotate(nowNanos);
        return MessageDigest.isEqual(token, token(secret, address))
                || MessageDigest.isEqual(token, token(before, address));
    }

    private static byte[] token(byte[] secret, InetAddress address) {
        MessageDigest digest = Digests.sha1();
        digest.update(secret);
        return Arrays.copyOf(digest.digest(address.getAddress()), DhtLimits.TOKEN_BYTES);
    }
}
