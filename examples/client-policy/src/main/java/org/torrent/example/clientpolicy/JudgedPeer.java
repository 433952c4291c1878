package org.torrent.example.clientpolicy;

import java.util.Map;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;

/** One connection: its requests are handled, which is not answered, while its client matches. The torrent's loop only. */
final class JudgedPeer implements PeerPlugin {
    private static final int SHOWN_CHARS = 60;

    private final TorrentContext torrent;
    private final PeerContext peer;
    private final Supplier<Rules> rules;
    private String client = "";
    private long blocked;
    private long told;

    JudgedPeer(TorrentContext torrent, PeerContext peer, Supplier<Rules> rules) {
        this.torrent = torrent;
        this.peer = peer;
        this.rules = rules;
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        handshake.string("v").ifPresent(v -> client = v.text());
        return true;
    }

    @Override
    public Verdict onRequest(BlockRequest request) {
        if (!rules.get().blocks(client)) {
            return Verdict.PASS;
        }
        blocked++;
        return Verdict.HANDLED; // the engine does not answer; it rejects when the peer speaks BEP 6
    }

    /** Once a second: a verdict is told once, not for each request. */
    @Override
    public void tick() {
        if (client.isEmpty()) {
            client = peer.snapshot().client(); // by its peer id, for one without extension handshake
        }
        if (blocked > told && rules.get().showVerdicts()) {
            String name = client.substring(0, Math.min(client.length(), SHOWN_CHARS))
                    .replaceAll("\\p{C}", "?"); // it ends up on a terminal
            String address = peer.remote().getAddress().getHostAddress();
            torrent.postAlert(Alert.of(
                            AlertCategory.EXTENSION,
                            "client_policy",
                            "client policy: blocked " + (blocked - told) + " requests of " + name + " at " + address)
                    .torrent(torrent.id())
                    .details(Map.of("client", name, "peer", address, "blocked", blocked - told))
                    .build());
        }
        told = blocked;
    }
}
