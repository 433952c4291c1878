package org.torrent.ipfilter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.api.TorrentException;

/** What the user banned, kept as one range a line in a file that people may edit while nothing runs. Not thread-safe. */
final class Bans {
    private final Path file;
    private final Map<IpRange, String> bans = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>(); // lines that are none: kept as they are
    private boolean isRead;
    private boolean isDirty; // the file says something else

    /** @param file made with the first ban; null: they are not kept */
    Bans(Path file) {
        this.file = file;
    }

    /**
     * Reads the file, if there is one.
     *
     * @throws IOException one line that says what is wrong and what to do; what could be read counts
     */
    void load() throws IOException {
        if (file == null || isRead) {
            return;
        }
        String text = text();
        isRead = true;
        for (String line : text.split("\\R")) {
            Optional<IpRange> range = IpRange.parse(line);
            if (range.isPresent() && bans.size() < Limits.BANS) {
                bans.putIfAbsent(range.get(), line.strip());
            } else if (!line.isBlank()) {
                unread.add(line);
            }
        }
        if (!unread.isEmpty()) {
            throw new IOException(unread.size() + " lines of " + file
                    + " are no range of addresses and ban nobody: mend them, or remove them");
        }
    }

    private String text() throws IOException {
        try {
            if (Files.size(file) > Limits.BANS_BYTES) {
                throw new IOException("it is longer than " + Limits.BANS_BYTES + " bytes; name it as a list instead");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1); // so that every byte can be written again
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new IOException(
                    file + " can't be read (" + e.getMessage() + "), nobody is banned: mend it, or move it away", e);
        }
    }

    /** Adds one; false when it is there already. */
    boolean add(IpRange range, String text) throws TorrentException {
        if (!bans.containsKey(range) && bans.size() >= Limits.BANS) {
            throw new TorrentException(
                    "there are " + Limits.BANS + " bans: take some back, or ban networks instead of addresses");
        }
        boolean isNew = bans.putIfAbsent(range, text.strip()) == null;
        isDirty |= isNew;
        return isNew;
    }

    /** Removes one; false when there is none such. */
    boolean remove(IpRange range) {
        boolean isOne = bans.remove(range) != null;
        isDirty |= isOne;
        return isOne;
    }

    /** Whether the file does not say what counts. */
    boolean isDirty() {
        return isDirty;
    }

    /**
     * Writes them down, durable when this returns; never over a file that could not be read.
     *
     * @throws IOException one line that says what is wrong and what to do
     */
    void save() throws IOException {
        if (file != null) {
            if (!isRead) {
                load();
            }
            write();
        }
        isDirty = false;
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>(bans.values());
        lines.addAll(unread);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + "~new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer content = StandardCharsets.ISO_8859_1.encode(String.join("\n", lines) + "\n");
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As they were written, oldest first. */
    List<String> texts() {
        return List.copyOf(bans.values());
    }

    /** All of them. */
    IpRanges ranges() {
        RangeTable table = new RangeTable(Limits.TABLE_BYTES);
        bans.keySet().forEach(table::add);
        return table.ranges();
    }
}
