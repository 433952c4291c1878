package org.torrent.model;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a torrent is known by everywhere but on the wire: the version 1 hash of its raw {@code info} dictionary (SHA-1, 20
 * bytes, BEP 3), the version 2 hash (SHA-256, 32 bytes, BEP 52), or both. Immutable.
 *
 * <p>Two ids are equal when they hold the same hashes. They may still {@linkplain #sharesHash mean the same torrent}: a
 * magnet link may name only one of a hybrid's two hashes.
 *
 * <p>On the wire a torrent is named by an {@link InfoHash} of 20 bytes, one for each version it has.
 */
public final class TorrentId implements Comparable<TorrentId> {
    /** Length of a version 2 hash in bytes. */
    public static final int V2_LENGTH = 32;

    /** Most characters of a {@link #text}: of a torrent with both hashes. */
    public static final int TEXT_CHARS = 2 * (InfoHash.LENGTH + V2_LENGTH);

    private final InfoHash v1; // null when there is none
    private final byte[] v2; // null when there is none

    private TorrentId(InfoHash v1, byte[] v2) {
        this.v1 = v1;
        this.v2 = v2;
    }

    /** A torrent of version 1. */
    public static TorrentId v1(InfoHash v1) {
        return new TorrentId(Objects.requireNonNull(v1), null);
    }

    /**
     * A torrent of version 2.
     *
     * @param v2 the 32 bytes; copied
     * @throws IllegalArgumentException when there are not exactly 32
     */
    public static TorrentId v2(byte[] v2) {
        return new TorrentId(null, checkedCopy(v2));
    }

    /**
     * A torrent of both versions.
     *
     * @param v2 the 32 bytes of its version 2 hash; copied
     * @throws IllegalArgumentException when there are not exactly 32
     */
    public static TorrentId hybrid(InfoHash v1, byte[] v2) {
        return new TorrentId(Objects.requireNonNull(v1), checkedCopy(v2));
    }

    private static byte[] checkedCopy(byte[] v2) {
        if (v2.length != V2_LENGTH) {
            throw new IllegalArgumentException("a version 2 hash has 32 bytes, not " + v2.length);
        }
        return v2.clone();
    }

    /**
     * Reads what {@link #bytes} gave: 20, 32 or 52 of them.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static TorrentId of(byte[] bytes) {
        return switch (bytes.length) {
            case InfoHash.LENGTH -> v1(InfoHash.of(bytes));
            case V2_LENGTH -> v2(bytes);
            case InfoHash.LENGTH + V2_LENGTH ->
                hybrid(
                        InfoHash.of(Arrays.copyOf(bytes, InfoHash.LENGTH)),
                        Arrays.copyOfRange(bytes, InfoHash.LENGTH, bytes.length));
            default -> throw new IllegalArgumentException("a torrent's id has 20, 32 or 52 bytes, not " + bytes.length);
        };
    }

    /**
     * Reads a {@link #text}, in either case.
     *
     * @throws IllegalArgumentException when it has not 40, 64 or 104 hexadecimal digits
     */
    public static TorrentId parse(String text) {
        if (text.length() % 2 != 0 || text.length() > TEXT_CHARS) {
            throw new IllegalArgumentException(
                    "a torrent's id has 40, 64 or 104 hexadecimal digits, not " + text.length());
        }
        return of(HexFormat.of().parseHex(text));
    }

    /** The version 1 hash, if there is one. */
    public Optional<InfoHash> v1() {
        return Optional.ofNullable(v1);
    }

    /** A copy of the 32 bytes of the version 2 hash, if there is one. */
    public Optional<byte[]> v2() {
        return Optional.ofNullable(v2).map(byte[]::clone);
    }

    /** What names the torrent on the wire: the version 1 hash, the version 2 hash cut to 20 bytes, or both in this order. */
    public List<InfoHash> infoHashes() {
        if (v2 == null) {
            return List.of(v1);
        }
        InfoHash truncated = InfoHash.of(Arrays.copyOf(v2, InfoHash.LENGTH));
        return v1 == null ? List.of(truncated) : List.of(v1, truncated);
    }

    /** The first of the {@link #infoHashes}. */
    public InfoHash infoHash() {
        return v1 != null ? v1 : infoHashes().get(0);
    }

    /** Whether the torrent has that name on the wire. */
    public boolean contains(InfoHash infoHash) {
        return infoHashes().contains(infoHash);
    }

    /** Whether both mean one torrent: they have the version 1 or the version 2 hash in common. */
    public boolean sharesHash(TorrentId other) {
        return v1 != null && v1.equals(other.v1) || v2 != null && Arrays.equals(v2, other.v2);
    }

    /** Whether every hash of this id is one of the other's, as a magnet link's must be of the metadata. */
    public boolean isWithin(TorrentId other) {
        return (v1 == null || v1.equals(other.v1)) && (v2 == null || Arrays.equals(v2, other.v2));
    }

    /**
     * Whether lower-case hexadecimal digits are the whole text, or the start of the version 1 or of the version 2 hash:
     * how people name a torrent.
     */
    public boolean startsWith(String digits) {
        return text().startsWith(digits)
                || v2 != null && HexFormat.of().formatHex(v2).startsWith(digits);
    }

    /** The bytes of the hashes, version 1 first: 20, 32 or 52; a copy. */
    public byte[] bytes() {
        if (v2 == null) {
            return v1.bytes();
        }
        if (v1 == null) {
            return v2.clone();
        }
        byte[] both = Arrays.copyOf(v1.bytes(), InfoHash.LENGTH + V2_LENGTH);
        System.arraycopy(v2, 0, both, InfoHash.LENGTH, V2_LENGTH);
        return both;
    }

    /**
     * The canonical text: lower-case hexadecimal digits of the hashes, version 1 first. 40 of them for version 1, 64 for
     * version 2, 104 for both. Never changes; fit for file names and scripts.
     */
    public String text() {
        return HexFormat.of().formatHex(bytes());
    }

    /** By the bytes of the hashes, unsigned: a fixed order that means nothing. */
    @Override
    public int compareTo(TorrentId other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TorrentId that && Objects.equals(v1, that.v1) && Arrays.equals(v2, that.v2);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(v1) + Arrays.hashCode(v2);
    }

    @Override
    public String toString() {
        return text();
    }
}
