package org.torrent.console.create;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.torrent.console.args.Arguments;
import org.torrent.options.Flag;

/**
 * What {@code create} is asked for, on the command line and in the console.
 *
 * @param path the file or directory
 * @param output the file to write, when not the default
 * @param force whether an existing file is replaced
 * @param pieceBytes length of a piece
 * @param trackers announce URLs
 * @param isPrivate whether only trackers may name peers
 * @param comment for people
 */
public record CreateOptions(
        String path,
        Optional<String> output,
        boolean force,
        OptionalInt pieceBytes,
        List<String> trackers,
        boolean isPrivate,
        Optional<String> comment) {

    /** Takes them from the command line. */
    public static CreateOptions of(Arguments arguments) {
        return new CreateOptions(
                arguments.operands().get(0),
                arguments.value(Flag.OUTPUT),
                arguments.has(Flag.FORCE),
                arguments.value(Flag.PIECE_SIZE).stream()
                        .mapToInt(Integer::parseInt)
                        .findFirst(),
                arguments.values(Flag.TRACKER),
                arguments.has(Flag.PRIVATE),
                arguments.value(Flag.COMMENT));
    }
}
