package ${package};

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;

/** One connection: says hello once to a peer that offers the message too, and tells by an alert what it hears. */
final class HelloPeer implements PeerPlugin {
    private static final int SHOWN_BYTES = 200;

    private final TorrentContext torrent;
    private final PeerContext peer;
    private boolean greeted;
    private boolean gone;

    HelloPeer(TorrentContext torrent, PeerContext peer) {
        this.torrent = torrent;
        this.peer = peer;
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        torrent.execute(this::greet); // when the engine has read it too
        return true;
    }

    private void greet() {
        if (!greeted && !gone && peer.extensionNames().contains(HelloPlugin.NAME)) {
            greeted = true;
            peer.send(HelloPlugin.NAME, "hello".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Verdict onExtended(int length, int id, byte[] body) {
        OptionalInt ours = peer.localId(HelloPlugin.NAME);
        if (ours.isEmpty() || ours.getAsInt() != id) {
            return Verdict.PASS;
        }
        String text = new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8);
        String address = peer.remote().getAddress().getHostAddress();
        torrent.postAlert(Alert.of(AlertCategory.EXTENSION, HelloPlugin.NAME, address + " says " + text)
                .torrent(torrent.id())
                .details(Map.of("peer", address, "text", text))
                .build());
        return Verdict.HANDLED;
    }

    @Override
    public void onDisconnect(String reason) {
        gone = true;
    }
}
