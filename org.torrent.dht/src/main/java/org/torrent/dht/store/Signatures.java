package org.torrent.dht.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** Ed25519 over salt, sequence number and value of a mutable item (BEP 44). */
public final class Signatures {
    /** Bytes of a public key. */
    public static final int KEY_BYTES = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";

    /** What Java wants in front of a public key (RFC 8410). */
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    /** What Java wants in front of a private key's seed (RFC 8410). */
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Signatures() {}

    /** Whether the owner of a key signed that. */
    static boolean isValid(byte[] key, BencodeString salt, long sequence, BencodeValue value, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(join(PUBLIC, key))));
            check.update(text(salt, sequence, value));
            return check.verify(signature);
        } catch (GeneralSecurityException
                | RuntimeException e) { // RuntimeException: of points that are none, in some releases
            return false;
        }
    }

    /**
     * A signature.
     *
     * @param seed the private key's 32 bytes
     * @throws IllegalArgumentException when the seed is no key
     */
    public static byte[] sign(byte[] seed, BencodeString salt, long sequence, BencodeValue value) {
        try {
            PrivateKey secret =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE, seed)));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text(salt, sequence, value));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key of Ed25519: " + e.getMessage(), e);
        }
    }

    private static byte[] text(BencodeString salt, long sequence, BencodeValue value) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        if (salt.length() > 0) {
            text.writeBytes("4:salt".getBytes(StandardCharsets.US_ASCII));
            text.writeBytes(BencodeEncoder.encode(salt));
        }
        text.writeBytes(("3:seqi" + sequence + "e1:v").getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(BencodeEncoder.encode(value));
        return text.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
