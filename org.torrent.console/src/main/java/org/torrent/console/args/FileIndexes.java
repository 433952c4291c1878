package org.torrent.console.args;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.torrent.model.Limits;
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

    /** Reads it. */
    public static final class Converter implements ITypeConverter<FileIndexes> {
        @Override
        public FileIndexes convert(String text) {
            TreeSet<Integer> indexes = new TreeSet<>();
            for (String part : text.split(",", -1)) {
                addRange(indexes, text, part.strip());
            }
            return new FileIndexes(new ArrayList<>(indexes));
        }

        private static void addRange(TreeSet<Integer> indexes, String text, String part) {
            if (!part.matches("[0-9]{1,7}(-[0-9]{1,7})?")) {
                throw wrong(text);
            }
            int dash = part.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = Integer.parseInt(part.substring(dash + 1));
            if (last < first || last >= Limits.PIECES) {
                throw wrong(text);
            }
            for (int index = first; index <= last; index++) {
                indexes.add(index);
            }
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "' is not a list of file numbers such as 0,2-5");
        }
    }
}
