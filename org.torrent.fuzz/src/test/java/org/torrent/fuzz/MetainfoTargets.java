package org.torrent.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.torrent.model.Limits;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.InfoDigest;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;

/** .torrent files and metadata from peers. */
final class MetainfoTargets {
    private static final List<List<String>> TRACKERS = List.of(List.of("http://tracker.example/announce"));

    private MetainfoTargets() {}

    /** What a .torrent says is safe to use, and a restart reads the same from what is kept of it. */
    static void torrent(byte[] input) throws MetainfoException {
        Metainfo torrent;
        try {
            torrent = MetainfoParser.parse(input);
        } catch (MetainfoException e) {
            Check.isOneLine(e);
            return;
        }
        checkUsable(torrent);
        Metainfo again = MetainfoParser.parseInfo(raw(torrent), torrent.trackers());
        checkSame(again, torrent);
        Check.equal(again.trackers(), torrent.trackers(), "the trackers");
    }

    /** The same of an info dictionary that came from peers. */
    static void info(byte[] input) throws MetainfoException {
        Metainfo torrent;
        try {
            torrent = MetainfoParser.parseInfo(input, TRACKERS);
        } catch (MetainfoException e) {
            Check.isOneLine(e);
            return;
        }
        checkUsable(torrent);
        Check.that(InfoDigest.matches(torrent.id(), input), "the id is of other bytes");
        checkSame(MetainfoParser.parseInfo(raw(torrent), TRACKERS), torrent);
    }

    private static byte[] raw(Metainfo torrent) {
        ByteBuffer view = torrent.rawInfo();
        byte[] raw = new byte[view.remaining()];
        view.get(raw);
        return raw;
    }

    private static void checkSame(Metainfo actual, Metainfo expected) {
        Check.equal(actual.id(), expected.id(), "the id");
        Check.equal(actual.name(), expected.name(), "the name");
        Check.equal(actual.layout(), expected.layout(), "the layout");
        Check.equal(actual.isPrivate(), expected.isPrivate(), "private");
        Check.equal(List.copyOf(actual.files()), List.copyOf(expected.files()), "the files");
    }

    private static void checkUsable(Metainfo torrent) {
        checkName(torrent.name());
        long offset = 0;
        Set<String> places = new HashSet<>();
        List<FileEntry> files = torrent.files();
        Check.that(!files.isEmpty(), "no files");
        for (FileEntry file : files) {
            Check.equal(file.offset(), offset, "a file's offset");
            Check.that(file.end() >= offset, "a file ends before it begins");
            offset = file.end();
            Check.that(!file.path().isEmpty(), "a file without a name");
            file.path().forEach(MetainfoTargets::checkName);
            if (file.onDisk()) {
                String place = String.join("/", file.path()).toLowerCase(Locale.ROOT);
                Check.that(places.add(place), "two files are at " + place);
            }
        }
        Check.equal(torrent.layout().totalBytes(), offset, "the length of all files");
        int pieces = torrent.layout().pieceCount();
        Check.that(pieces <= Limits.PIECES, "too many pieces");
        List<Integer> some = new ArrayList<>(List.of(0, pieces - 1));
        some.removeIf(piece -> piece < 0 || piece >= pieces);
        some.forEach(piece -> torrent.verifier().matches(piece, new byte[20]));
        Check.that(torrent.warnings().size() <= Limits.WARNINGS + 1, "too many warnings");
    }

    private static void checkName(String name) {
        boolean safe = !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c < 0x20)
                && name.getBytes(StandardCharsets.UTF_8).length <= Limits.NAME_BYTES;
        Check.that(safe, "the name '" + name + "' is not safe");
    }
}
