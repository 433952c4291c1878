package org.torrent.console.args;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.torrent.console.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A selection of a torrent's files by their numbers in {@code torrent:files}: {@code 0,2-5}.
 *
 * @param indexes each once, in order
 */
public record FileIndexes(List<Integer> indexes) {
    /** Copies the list. */
    public FileIndexes {
        indexes = List.copyOf(indexes);
    }

    private static final Pattern RANGE = Pattern.compile("[0-9]{1,7}(-[0-9]{1,7})?");

    /** Reads it. */
    public static final class Converter implements ITypeConverter<FileIndexes> {
        @Override
        public FileIndexes convert(String text) {
            BitSet indexes = new BitSet();
            for (String part : text.split(",", -1)) {
                addRange(indexes, text, part.strip());
            }
            if (indexes.cardinality() > Limits.FILES_GIVEN) {
                throw tooMany(text);
            }
            return new FileIndexes(indexes.stream().boxed().toList());
        }

        private static void addRange(BitSet indexes, String text, String part) {
            if (!RANGE.matcher(part).matches()) {
                throw wrong(text);
            }
            int dash = part.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = Integer.parseInt(part.substring(dash + 1));
            if (last < first || last >= org.torrent.model.Limits.PIECES) {
                throw wrong(text);
            }
            if (last - first >= Limits.FILES_GIVEN) {
                throw tooMany(text);
            }
            indexes.set(first, last + 1);
        }

        private static TypeConversionException tooMany(String text) {
            return new TypeConversionException("'" + text + "' names too many files, at most " + Limits.FILES_GIVEN
                    + " can be named: without a list all are fetched");
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "' is not a list of file numbers such as 0,2-5");
        }
    }
}
