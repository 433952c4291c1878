package org.torrent.storage.piece;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.torrent.model.TorrentId;
import org.torrent.spi.file.FileSystemPort.Stamp;
import org.torrent.spi.runtime.Clock;
import org.torrent.storage.content.ContentFiles;
import org.torrent.storage.journal.FileStamps;
import org.torrent.storage.journal.Journal;

/** How one opening of a torrent signs the files it writes, and tells the journal how they look. On the writer loop. */
final class Signature {
    private final TorrentId torrent;
    private final ContentFiles files;
    private final Clock clock;
    private final int value;

    Signature(TorrentId torrent, ContentFiles files, Clock clock) {
        this.torrent = torrent;
        this.files = files;
        this.clock = clock;
        this.value = FileStamps.signature(torrent, files.root().directory(), clock.wallMillis(), clock.nowNanos());
    }

    /** Signs what was written since the last time. */
    void sign() {
        files.sign(FileStamps.signed(clock.wallMillis(), value));
    }

    /** Whether a later change of a file that looks like that would show. */
    boolean isTelling(Stamp look) {
        return FileStamps.isTelling(look, value, clock.wallMillis());
    }

    /** Files look like that and hold what the journal says of them; null for one of which that is not known. */
    void stamp(Journal journal, Map<Integer, Stamp> looks) {
        stamp(journal, looks, (file, look) -> false);
    }

    /** The same, where a look may also be telling by the signature of an earlier opening. */
    void stamp(Journal journal, Map<Integer, Stamp> looks, BiPredicate<Integer, Stamp> isSignedBefore) {
        Map<Integer, Stamp> telling = new HashMap<>();
        looks.forEach((file, look) -> {
            boolean known = look != null && (isTelling(look) || isSignedBefore.test(file, look));
            telling.put(file, known ? look : FileStamps.UNKNOWN);
        });
        journal.stamped(torrent, value, telling);
    }
}
