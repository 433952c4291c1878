package org.torrent.dht.source;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.torrent.dht.store.DhtItem;
import org.torrent.dht.store.Signatures;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** A pair of keys of Ed25519, of which whoever has the seed has both (BEP 44). */
public final class ItemKeys {
    /** Bytes of a seed. */
    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final byte[] key;

    private ItemKeys(byte[] seed, byte[] key) {
        this.seed = seed;
        this.key = key;
    }

    /** A pair that nobody else has. */
    public static ItemKeys random() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return of(seed);
    }

    /**
     * The pair of a seed.
     *
     * @throws IllegalArgumentException when it does not have {@link #SEED_BYTES}
     */
    public static ItemKeys of(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a secret key has " + SEED_BYTES + " bytes, not " + seed.length);
        }
        try {
            // Java makes a pair out of randomness only: here that is the seed
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(encoded, encoded.length - Signatures.KEY_BYTES, encoded.length);
            return new ItemKeys(seed.clone(), key);
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this Java's Ed25519 is another one", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** The secret part; a copy. */
    public byte[] seed() {
        return seed.clone();
    }

    /** The public part; a copy. */
    public byte[] key() {
        return key.clone();
    }

    /** A signed item. */
    public DhtItem sign(byte[] salt, long sequence, BencodeValue value) {
        BencodeString salted = BencodeString.of(salt);
        return new DhtItem(
                value,
                Optional.of(new DhtItem.Signed(
                        BencodeString.of(key),
                        salted,
                        sequence,
                        BencodeString.of(Signatures.sign(seed, salted, sequence, value)))));
    }

    /** Randomness that is known. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
