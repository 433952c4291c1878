package org.torrent.testkit.peer;

import java.util.function.Predicate;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.ports.torrent.TestTorrent;

/**
 * Offers a torrent: honest unless told otherwise. It says what it has, unchokes whoever is interested, and answers
 * requests. Each vice is one method.
 */
public class SeedPeer extends ScriptedPeer {
    private final TestTorrent torrent;
    private Bitfield offered;
    private Predicate<BlockRequest> corrupt = block -> false;
    private Predicate<BlockRequest> withheld = block -> false;
    private Predicate<BlockRequest> rejected = block -> false;
    private int answers = Integer.MAX_VALUE;
    private int answersBeforeClose = Integer.MAX_VALUE;
    private int answered;
    private boolean unchokes = true;

    /** An honest seed. */
    public SeedPeer(TestTorrent torrent, String name) {
        super(handshake(torrent.infoHash(), name));
        this.torrent = torrent;
        this.offered = Bitfield.full(torrent.layout().pieceCount());
    }

    /** Offers these pieces only; or, if it does not have them, lies about them with {@link #withholding}. */
    public SeedPeer offering(Bitfield pieces) {
        offered = pieces;
        return this;
    }

    /** Answers these requests with one bit wrong. */
    public SeedPeer corrupting(Predicate<BlockRequest> blocks) {
        corrupt = blocks;
        return this;
    }

    /** Never answers these requests, as if it did not have what it offers. */
    public SeedPeer withholding(Predicate<BlockRequest> blocks) {
        withheld = blocks;
        return this;
    }

    /** Rejects these requests (BEP 6). */
    public SeedPeer rejecting(Predicate<BlockRequest> blocks) {
        rejected = blocks;
        return this;
    }

    /** Answers that many requests, then stalls for ever with the connection open. */
    public SeedPeer stallingAfter(int requests) {
        answers = requests;
        return this;
    }

    /** Answers that many requests, then closes. */
    public SeedPeer closingAfter(int requests) {
        answersBeforeClose = requests;
        return this;
    }

    /** Never unchokes. */
    public SeedPeer choking() {
        unchokes = false;
        return this;
    }

    /** How many requests it answered with data, right or wrong. */
    public int answered() {
        return answered;
    }

    @Override
    protected void onHandshake(Handshake handshake) {
        if (!handshake.supportsFast()) {
            send(new Message.BitfieldMessage(offered.toWire()));
        } else if (offered.isFull()) {
            send(new Message.HaveAll());
        } else if (offered.isEmpty()) {
            send(new Message.HaveNone());
        } else {
            send(new Message.BitfieldMessage(offered.toWire()));
        }
    }

    @Override
    protected void onMessage(Message message) {
        if (message instanceof Message.Interested && unchokes) {
            send(new Message.Unchoke());
        } else if (message instanceof Message.Request request) {
            answer(request.block());
        }
    }

    private void answer(BlockRequest block) {
        if (rejected.test(block) || !unchokes || !torrent.layout().contains(block)) {
            send(new Message.Reject(block));
        } else if (!withheld.test(block) && answered < answers) {
            answered++;
            byte[] payload = torrent.bytes(block);
            if (corrupt.test(block)) {
                payload[payload.length / 2] ^= 1;
            }
            sendPiece(block.piece(), block.offset(), payload);
            if (answered == answersBeforeClose) {
                close("served enough");
            }
        }
    }
}
