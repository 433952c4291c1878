package org.torrent.session.torrent;

import java.util.List;
import org.torrent.api.FileSnapshot;
import org.torrent.api.FileSnapshotBuilder;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentSnapshotBuilder;
import org.torrent.model.Bitfield;
import org.torrent.model.PieceLayout;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TransferRates;
import org.torrent.session.life.LifeState;
import org.torrent.session.peers.PeerConnections;
import org.torrent.session.pieces.PieceCounts;
import org.torrent.session.pieces.TorrentContents;

/** Makes the immutable views of a torrent. On the torrent's loop, but for {@link #files}. */
final class SnapshotMaker {
    private final TorrentFacts facts;
    private final TransferRates rates;
    private final TorrentContents contents;
    private final PeerConnections connections;

    SnapshotMaker(TorrentFacts facts, TransferRates rates, TorrentContents contents, PeerConnections connections) {
        this.facts = facts;
        this.rates = rates;
        this.contents = contents;
        this.connections = connections;
    }

    TorrentSnapshot torrent(LifeState life, long nowNanos) {
        Metainfo metainfo = facts.metainfo().orElse(null);
        PieceCounts counts = contents.counts();
        long total = metainfo == null ? -1 : metainfo.layout().totalBytes();
        return TorrentSnapshotBuilder.of(facts.id())
                .number(facts.number())
                .name(facts.name())
                .directory(facts.parameters().directory())
                .state(life.phase().state())
                .reason(life.reason())
                .totalBytes(total)
                .wantedBytes(counts.wantedBytes() < 0 ? total : counts.wantedBytes())
                .doneBytes(counts.doneBytes())
                .pieceCount(metainfo == null ? -1 : metainfo.layout().pieceCount())
                .piecesDone(counts.pieces())
                .piecesDurable(contents.durablePieces())
                .checkedPieces(contents.checkedPieces())
                .downloadRate(life.isRunning() ? rates.down().bytesPerSecond(nowNanos) : 0)
                .uploadRate(life.isRunning() ? rates.up().bytesPerSecond(nowNanos) : 0)
                .downloadedBytes(rates.down().total())
                .uploadedBytes(rates.up().total())
                .wastedBytes(counts.wastedBytes())
                .peers(connections.peers().size())
                .seeds(connections.peers().seeds())
                .knownPeers(connections.known())
                .label(facts.parameters().label().orElse(null))
                .build();
    }

    /** Any thread; pieces are those verified, or null. */
    List<FileSnapshot> files(Bitfield pieces) {
        Metainfo metainfo = facts.metainfo().orElse(null);
        if (metainfo == null) {
            return List.of();
        }
        List<Integer> wanted = facts.wantedFiles();
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
