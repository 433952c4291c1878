package org.torrent.example.accounting;

import java.util.function.BiConsumer;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PieceBlock;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;

/** One connection: counts with each message, and adds it up once a second. The torrent's loop only. */
final class CountedPeer implements PeerPlugin {
    private final BiConsumer<String, Account> accounts;
    private final PeerContext peer;
    private String client = "";
    private long sent;
    private long received;

    CountedPeer(BiConsumer<String, Account> accounts, PeerContext peer) {
        this.accounts = accounts;
        this.peer = peer;
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        handshake.string("v").ifPresent(v -> client = v.text());
        return true;
    }

    @Override
    public void sentPayload(long bytes) {
        sent += bytes;
    }

    @Override
    public Verdict onPiece(BlockRequest request, PieceBlock block) {
        received += request.length();
        return Verdict.PASS;
    }

    @Override
    public void tick() {
        Account more = new Account(sent, received);
        if (!more.isEmpty()) {
            sent = 0;
            received = 0;
            accounts.accept(name(), more);
        }
    }

    private String name() {
        if (client.isEmpty()) {
            client = peer.snapshot().client(); // by its peer id, for one without extension handshake
        }
        return client.isEmpty() ? "unknown" : client;
    }

    @Override
    public void onDisconnect(String reason) {
        tick();
    }
}
