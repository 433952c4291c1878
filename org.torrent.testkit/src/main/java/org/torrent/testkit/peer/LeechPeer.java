package org.torrent.testkit.peer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Downloads a torrent from one peer in order and checks every block: what a seeder is tested with. Gives nothing back. */
public class LeechPeer extends ScriptedPeer {
    private final TestTorrent torrent;
    private final int queue;
    private final Bitfield theirPieces;
    private final Deque<BlockRequest> wanted = new ArrayDeque<>();
    private final Set<BlockRequest> asked = new LinkedHashSet<>();
    private int wrong;
    private int missing;
    private boolean choked = true;

    /** With so many requests outstanding. */
    public LeechPeer(TestTorrent torrent, String name, int queue) {
        super(handshake(torrent.infoHash(), name));
        this.torrent = torrent;
        this.queue = queue;
        PieceLayout layout = torrent.layout();
        this.theirPieces = new Bitfield(layout.pieceCount());
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            for (int block = 0; block < layout.blockCount(piece); block++) {
                wanted.add(layout.block(piece, block));
            }
        }
        this.missing = wanted.size();
    }

    /** Whether every block came and was right. */
    public boolean isComplete() {
        return missing == 0 && wrong == 0;
    }

    /** Blocks that were wrong or that nobody asked for. */
    public int wrong() {
        return wrong;
    }

    /** Blocks that did not come yet. */
    public int missing() {
        return missing;
    }

    @Override
    protected void onHandshake(Handshake handshake) {
        if (handshake.supportsFast()) {
            send(new Message.HaveNone());
        }
        send(new Message.Interested());
    }

    @Override
    protected void onMessage(Message message) {
        if (message instanceof Message.HaveAll) {
            theirPieces.setAll();
        } else if (message instanceof Message.BitfieldMessage m) {
            Bitfield pieces = Bitfield.parse(m.bits(), theirPieces.size());
            for (int i = pieces.next(0); i >= 0; i = pieces.next(i + 1)) {
                theirPieces.set(i);
            }
        } else if (message instanceof Message.Have m) {
            theirPieces.set(m.piece());
        } else if (message instanceof Message.Unchoke) {
            choked = false;
        } else if (message instanceof Message.Choke) {
            choked = true;
        } else if (message instanceof Message.Reject m && asked.remove(m.block())) {
            wanted.add(m.block());
        }
        ask();
    }

    @Override
    protected void onPiece(Piece piece) {
        if (!asked.remove(piece.block()) || !Arrays.equals(torrent.bytes(piece.block()), piece.payload())) {
            wrong++;
        } else {
            missing--;
        }
        ask();
    }

    private void ask() {
        int looked = wanted.size();
        while (!choked && asked.size() < queue && looked-- > 0) {
            BlockRequest block = wanted.poll();
            if (theirPieces.get(block.piece())) {
                asked.add(block);
                send(new Message.Request(block));
            } else {
                wanted.add(block);
            }
        }
    }
}
