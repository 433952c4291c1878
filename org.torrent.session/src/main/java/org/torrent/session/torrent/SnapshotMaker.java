package org.torrent.session.torrent;

import java.util.List;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.model.Bitfield;
import org.torrent.model.PieceLayout;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;

/** Makes the immutable views of a torrent. On the torrent's loop. */
final class SnapshotMaker {
    private final Torrent torrent;

    SnapshotMaker(Torrent torrent) {
        this.torrent = torrent;
    }

    TorrentSnapshot make(Phase phase, String reason, long nowNanos) {
        Metainfo metainfo = torrent.metainfo().orElse(null);
        Progress progress =
                torrent.contents() == null ? Progress.NONE : torrent.contents().progress();
        boolean noTransport = phase.active && !torrent.services().dialer().canDial();
        long total = metainfo == null ? -1 : metainfo.layout().totalBytes();
        return new TorrentSnapshot(
                torrent.id(),
                torrent.number(),
                torrent.name(),
                torrent.parameters().directory(),
                noTransport ? TorrentState.WAITING : phase.state,
                noTransport ? "no transport: start the bundle org.torrent.wire" : reason,
                total,
                progress.wantedBytes() < 0 ? total : progress.wantedBytes(),
                progress.doneBytes(),
                metainfo == null ? -1 : metainfo.layout().pieceCount(),
                progress.pieces(),
                torrent.contents().durablePieces(),
                torrent.contents().checkedPieces(),
                phase.active ? torrent.downloadRate().bytesPerSecond(nowNanos) : 0,
                phase.active ? torrent.uploadRate().bytesPerSecond(nowNanos) : 0,
                torrent.downloadRate().total(),
                torrent.uploadRate().total(),
                progress.wastedBytes(),
                torrent.peers() == null ? 0 : torrent.peers().connected().size(),
                torrent.peers() == null ? 0 : torrent.peers().seeds(),
                torrent.peers() == null ? 0 : torrent.peers().list().size(),
                torrent.parameters().label());
    }

    List<PeerSnapshot> peers() {
        return torrent.peers().connected().stream()
                .map(peer -> peer.port.snapshot())
                .toList();
    }

    /** Any thread; pieces are those verified, or null. */
    List<FileSnapshot> files(Bitfield pieces) {
        Metainfo metainfo = torrent.metainfo().orElse(null);
        if (metainfo == null) {
            return List.of();
        }
        List<Integer> wanted = Metadata.wantedFiles(torrent.parameters(), metainfo);
        return metainfo.files().stream()
                .map(file -> new FileSnapshot(
                        file.index(),
                        file.path(),
                        file.rawPath(),
                        file.length(),
                        done(metainfo.layout(), file, pieces),
                        wanted.isEmpty() || wanted.contains(file.index())))
                .toList();
    }

    private static long done(PieceLayout layout, FileEntry file, Bitfield pieces) {
        if (pieces == null || file.length() == 0) {
            return 0;
        }
        long end = file.offset() + file.length();
        long done = 0;
        int last = (int) ((end - 1) / layout.pieceBytes());
        for (int i = pieces.next((int) (file.offset() / layout.pieceBytes())); i >= 0 && i <= last; ) {
            long start = layout.pieceStart(i);
            done += Math.min(end, start + layout.pieceLength(i)) - Math.max(file.offset(), start);
            i = pieces.next(i + 1);
        }
        return done;
    }
}
