package org.torrent.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrent.model.Bitfield;
import org.torrent.model.HostPort;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.bencode.TokenKind;
import org.torrent.model.magnet.MagnetException;
import org.torrent.model.magnet.MagnetLink;

/** Readers of {@code org.torrent.model}, but for {@link MetainfoTargets}. */
final class ModelTargets {
    private ModelTargets() {}

    /** Tokens and tree accept the same, and what is written reads back. */
    static void bencode(byte[] input) throws BencodeException {
        BencodeValue tree = tree(input);
        Check.equal(isWalked(input), tree != null, "tokens accept");
        if (tree == null) {
            return;
        }
        BencodeDecoder.Prefix prefix = BencodeDecoder.decodePrefix(input, 0, BencodeLimits.MESSAGE);
        Check.equal(prefix.value(), tree, "the prefix");
        byte[] written = BencodeEncoder.encode(tree);
        Check.equal(BencodeDecoder.decode(written, BencodeLimits.MESSAGE), tree, "what was written");
        Check.that(written.length <= input.length, "the canonical form is longer");
    }

    private static BencodeValue tree(byte[] input) {
        try {
            return BencodeDecoder.decode(input, BencodeLimits.MESSAGE);
        } catch (BencodeException e) {
            Check.isOneLine(e);
            Check.that(
                    e.offset() >= 0 && e.offset() <= Math.max(input.length, BencodeLimits.MESSAGE.maxBytes()),
                    "offset");
            return null;
        }
    }

    /** Tokens follow each other without a gap, and skipping leads to where walking does. */
    private static boolean isWalked(byte[] input) {
        try {
            BencodeTokens tokens = BencodeTokens.of(input, BencodeLimits.MESSAGE);
            int end = 0;
            while (tokens.next() != TokenKind.DONE) {
                Check.equal(tokens.start(), end, "a token's start");
                Check.that(tokens.end() > end, "a token is empty");
                end = tokens.end();
            }
            BencodeTokens skipped = BencodeTokens.of(input, BencodeLimits.MESSAGE);
            skipped.next();
            skipped.skip();
            Check.equal(skipped.end(), end, "the end");
            return true;
        } catch (BencodeException e) {
            return false;
        }
    }

    /** A link reads back equal. */
    static void magnet(String text) throws MagnetException {
        MagnetLink link;
        try {
            link = MagnetLink.parse(text);
        } catch (MagnetException e) {
            Check.isOneLine(e);
            return;
        }
        String written = link.toString();
        if (written.length() <= org.torrent.model.Limits.MAGNET_CHARS) {
            Check.equal(MagnetLink.parse(written), link, "what was written");
        }
        link.selects(7);
    }

    /** An address reads back equal. */
    static void hostPort(String text) {
        HostPort address;
        try {
            address = HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            Check.isOneLine(e);
            return;
        }
        Check.equal(HostPort.parse(address.toString()), address, "what was written");
    }

    /** A bit field of a size (the first two bytes) reads back equal and counts right. */
    static void bitfield(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int size = (input[0] & 0xff) << 8 | input[1] & 0xff;
        byte[] wire = Arrays.copyOfRange(input, 2, input.length);
        Bitfield bits;
        try {
            bits = Bitfield.parse(wire, size);
        } catch (IllegalArgumentException e) {
            Check.isOneLine(e);
            return;
        }
        Check.equal(bits.toWire(), wire, "the wire form");
        List<Integer> set = new ArrayList<>();
        for (int i = bits.next(0); i >= 0 && i < size; i = bits.next(i + 1)) {
            set.add(i);
        }
        Check.equal(set.size(), bits.cardinality(), "the set bits");
        Set<Integer> once = new HashSet<>(set);
        Check.equal(once.size(), set.size(), "different bits");
    }
}
