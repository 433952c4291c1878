package org.torrent.session.torrent;

import java.util.List;
import org.torrent.api.FileSnapshot;
import org.torrent.api.FileSnapshotBuilder;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentSnapshotBuilder;
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
        return TorrentSnapshotBuilder.of(torrent.id())
                .number(torrent.number())
                .name(torrent.name())
                .directory(torrent.parameters().directory())
                .state(noTransport ? TorrentState.WAITING : phase.state)
                .reason(noTransport ? "no transport: start the bundle org.torrent.wire" : reason)
                .totalBytes(total)
                .wantedBytes(progress.wantedBytes() < 0 ? total : progress.wantedBytes())
                .doneBytes(progress.doneBytes())
                .pieceCount(metainfo == null ? -1 : metainfo.layout().pieceCount())
                .piecesDone(progress.pieces())
                .piecesDurable(torrent.contents().durablePieces())
                .checkedPieces(torrent.contents().checkedPieces())
                .downloadRate(phase.active ? torrent.downloadRate().bytesPerSecond(nowNanos) : 0)
                .uploadRate(phase.active ? torrent.uploadRate().bytesPerSecond(nowNanos) : 0)
                .downloadedBytes(torrent.downloadRate().total())
                .uploadedBytes(torrent.uploadRate().total())
                .wastedBytes(progress.wastedBytes())
                .peers(torrent.peers() == null ? 0 : torrent.peers().connected().size())
                .seeds(torrent.peers() == null ? 0 : torrent.peers().seeds())
                .knownPeers(torrent.peers() == null ? 0 : torrent.peers().list().size())
                .label(torrent.parameters().label().orElse(null))
                .build();
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
                .map(file -> FileSnapshotBuilder.of(file.index(), file.path())
                        .originalPath(file.rawPath())
                        .lengthBytes(file.length())
                        .doneBytes(done(metainfo.layout(), file, pieces))
                        .wanted(wanted.isEmpty() || wanted.contains(file.index()))
                        .build())
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
