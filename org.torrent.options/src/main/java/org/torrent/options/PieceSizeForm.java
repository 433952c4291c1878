package org.torrent.options;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Length of a piece: {@code 16KiB}, {@code 256K}, {@code 1M} or bytes; a power of two from 16 KiB to 16 MiB. */
final class PieceSizeForm {
    /** Plainest: bytes in decimal digits. */
    static final ValueForm FORM =
            new ValueForm("N", "a power of two from 16KiB to 16MiB, as in 256KiB, 1M or 262144", PieceSizeForm::read);

    private static final int MIN_BYTES = 16 * 1024;
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Pattern PARTS = Pattern.compile("([0-9]{1,9})\\s*(|b|k|kib|m|mib)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> FACTORS =
            Map.of("", 1, "b", 1, "k", 1024, "kib", 1024, "m", 1024 * 1024, "mib", 1024 * 1024);

    private PieceSizeForm() {}

    private static Optional<String> read(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        long bytes = parts.matches() ? Long.parseLong(parts.group(1)) * factor(parts.group(2)) : -1;
        boolean good = bytes >= MIN_BYTES && bytes <= MAX_BYTES && Long.bitCount(bytes) == 1;
        return good ? Optional.of(Long.toString(bytes)) : Optional.empty();
    }

    private static long factor(String unit) {
        return FACTORS.get(unit.toLowerCase(Locale.ROOT));
    }
}
