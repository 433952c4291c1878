package org.torrent.protocol;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * Typed view of an extension handshake (BEP 10). Tolerant: what is of the wrong kind or out of range counts as absent,
 * because a client's mistake in one field is no reason to lose the peer.
 *
 * @param extensions the {@code m} dictionary: the sender's id (1 to 255) for each extension it names, 0 for one it
 *     switches off; in wire order, ids other than 0 are all different; names are ISO-8859-1 as in
 *     {@link BencodeDictionary}. What {@code m} doesn't name stays as an earlier handshake said
 * @param ignoredExtensions entries of {@code m} left out: no integer, out of range, an id given twice (the first name
 *     keeps it), too long a name, or beyond {@link ProtocolLimits#maxExtensionNames()}
 * @param listenPort {@code p}, 1 to 65535: the sender's TCP port
 * @param client {@code v}, cut at {@link ProtocolLimits#maxClientNameBytes()}, with U+FFFD in place of control
 *     characters, direction marks and the like
 * @param requestQueue {@code reqq}: requests the sender keeps without dropping any, at least 1
 * @param yourAddress {@code yourip}: the receiver's address as the sender sees it
 * @param metadataBytes {@code metadata_size} (BEP 9), at least 1
 * @param uploadOnly {@code upload_only} (BEP 21), if it is there
 * @param dictionary all of it
 */
public record ExtendedHandshake(
        Map<String, Integer> extensions,
        int ignoredExtensions,
        OptionalInt listenPort,
        Optional<String> client,
        OptionalInt requestQueue,
        Optional<InetAddress> yourAddress,
        OptionalInt metadataBytes,
        Optional<Boolean> uploadOnly,
        BencodeDictionary dictionary) {

    /** Reads a handshake under the default limits. */
    public static ExtendedHandshake parse(BencodeDictionary dictionary) {
        return parse(dictionary, ProtocolLimits.defaults());
    }

    /** Reads a handshake. */
    public static ExtendedHandshake parse(BencodeDictionary dictionary, ProtocolLimits limits) {
        Map<String, BencodeValue> named =
                dictionary.dictionary("m").orElse(BencodeDictionary.empty()).entries();
        Map<String, Integer> extensions = extensions(named, limits);
        OptionalInt queue = within(dictionary.integer("reqq"), 1, Long.MAX_VALUE, limits.maxRequestQueue());
        return new ExtendedHandshake(
                extensions,
                named.size() - extensions.size(),
                within(dictionary.integer("p"), 1, 0xffff, 0xffff),
                dictionary.string("v").map(v -> text(v, limits.maxClientNameBytes())),
                queue,
                dictionary.string("yourip").flatMap(ExtendedHandshake::address),
                within(dictionary.integer("metadata_size"), 1, limits.maxMetadataBytes(), limits.maxMetadataBytes()),
                flag(dictionary.integer("upload_only")),
                dictionary);
    }

    /** {@code ipv6}: where the sender, who may have sent this over IPv4, has an IPv6 address. Only a claim. */
    public Optional<Inet6Address> ipv6() {
        return dictionary
                .string("ipv6")
                .flatMap(ExtendedHandshake::address)
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast);
    }

    private static Map<String, Integer> extensions(Map<String, BencodeValue> named, ProtocolLimits limits) {
        Map<String, Integer> extensions = new LinkedHashMap<>();
        boolean[] taken = new boolean[256];
        for (Map.Entry<String, BencodeValue> entry : named.entrySet()) {
            String name = entry.getKey();
            boolean readable = extensions.size() < limits.maxExtensionNames()
                    && !name.isEmpty()
                    && name.length() <= limits.maxExtensionNameBytes();
            if (readable && entry.getValue() instanceof BencodeInteger id && id.value() >= 0 && id.value() <= 255) {
                int value = (int) id.value();
                if (value == 0 || !taken[value]) {
                    taken[value] = true;
                    extensions.put(name, value);
                }
            }
        }
        return Collections.unmodifiableMap(extensions);
    }

    private static OptionalInt within(OptionalLong value, long least, long most, int cap) {
        boolean valid = value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= most;
        return valid ? OptionalInt.of((int) Math.min(value.getAsLong(), cap)) : OptionalInt.empty();
    }

    private static Optional<Boolean> flag(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong() != 0) : Optional.empty();
    }

    private static String text(BencodeString value, int maxBytes) {
        byte[] bytes = value.bytes();
        StringBuilder text = new StringBuilder();
        new String(bytes, 0, Math.min(bytes.length, maxBytes), StandardCharsets.UTF_8)
                .codePoints()
                .map(c -> isInvisible(c) ? 0xfffd : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static Optional<InetAddress> address(BencodeString value) {
        try {
            return Optional.of(InetAddress.getByAddress(value.bytes()));
        } catch (UnknownHostException e) {
            return Optional.empty(); // neither 4 nor 16 bytes
        }
    }
}
