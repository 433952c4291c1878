package org.torrent.model.bencode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Random values from a seed. */
final class RandomValues {
    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    BencodeValue next(int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 4)) {
            case 0 -> BencodeString.of(bytes());
            case 1 -> BencodeInteger.of(random.nextLong() >> random.nextInt(64));
            case 2 -> list(depth - 1);
            default -> dictionary(depth - 1);
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private BencodeValue list(int depth) {
        List<BencodeValue> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.add(next(depth));
        }
        return new BencodeList(values);
    }

    private BencodeValue dictionary(int depth) {
        TreeMap<String, BencodeValue> entries = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            entries.put(BencodeValueTest.latin1(bytes()), next(depth));
        }
        return BencodeDictionary.of(entries);
    }
}
