package org.torrent.testkit.peer;

import java.util.Random;
import java.util.function.Consumer;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Peers nobody wants. Each is what a seed in the corner of a swarm may turn out to be. */
public final class Hostile {
    private Hostile() {}

    /** Says nothing after connecting. */
    public static ScriptedPeer silent(TestTorrent torrent) {
        return new ScriptedPeer(ScriptedPeer.handshake(torrent.infoHash(), "silent")).quiet();
    }

    /** A correct handshake, then random bytes. */
    public static ScriptedPeer garbage(TestTorrent torrent, long seed) {
        return afterHandshake(torrent, "garbage", peer -> {
            byte[] bytes = new byte[10_000];
            new Random(seed).nextBytes(bytes);
            peer.sendRaw(bytes);
        });
    }

    /** Announces a message of the given length and sends none of it. */
    public static ScriptedPeer hugeLength(TestTorrent torrent, int length) {
        return afterHandshake(
                torrent,
                "hugelength",
                peer -> peer.sendRaw(
                        new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
                        }));
    }

    /** The handshake of another torrent. */
    public static ScriptedPeer stranger(TestTorrent other) {
        return new ScriptedPeer(ScriptedPeer.handshake(other.infoHash(), "stranger"));
    }

    /** Sends so many copies of a message and hopes for the best. */
    public static ScriptedPeer flood(TestTorrent torrent, int count, Message message) {
        return afterHandshake(torrent, "flood", peer -> {
            for (int i = 0; i < count; i++) {
                peer.send(message);
            }
        });
    }

    /** Once unchoked, asks for that many blocks and never reads the answers. */
    public static ScriptedPeer greedy(TestTorrent torrent, int requests) {
        ScriptedPeer greedy = afterHandshake(torrent, "greedy", peer -> {
            peer.send(new Message.HaveNone());
            peer.send(new Message.Interested());
        });
        return greedy.on(Message.Unchoke.class, unchoke -> {
            greedy.stopReading();
            for (int i = 0; i < requests; i++) {
                greedy.send(new Message.Request(torrent.layout().block(0, 0)));
            }
        });
    }

    /** Asks for that many blocks while it is choked, and reads none of the rejects. */
    public static ScriptedPeer deaf(TestTorrent torrent, int requests) {
        return afterHandshake(torrent, "deaf", peer -> {
            peer.send(new Message.HaveNone());
            peer.stopReading();
            for (int i = 0; i < requests; i++) {
                peer.send(new Message.Request(
                        torrent.layout().block(torrent.layout().pieceCount() - 1, 0)));
            }
        });
    }

    /** Sends the same good block again and again to whoever has it already. */
    public static ScriptedPeer generous(TestTorrent torrent, int blocks) {
        return afterHandshake(torrent, "generous", peer -> {
            peer.send(new Message.HaveNone());
            byte[] payload = torrent.bytes(torrent.layout().block(0, 0));
            for (int i = 0; i < blocks; i++) {
                peer.sendPiece(0, 0, payload);
            }
        });
    }

    /** Sends pieces that nobody asked for. */
    public static ScriptedPeer unasked(TestTorrent torrent) {
        return afterHandshake(torrent, "unasked", peer -> {
            peer.send(new Message.HaveAll());
            BlockRequest block = torrent.layout().block(0, 0);
            peer.sendPiece(0, 0, torrent.bytes(block));
        });
    }

    private static ScriptedPeer afterHandshake(TestTorrent torrent, String name, Consumer<ScriptedPeer> action) {
        return new ScriptedPeer(ScriptedPeer.handshake(torrent.infoHash(), name)) {
            @Override
            protected void onHandshake(Handshake handshake) {
                action.accept(this);
            }
        };
    }
}
