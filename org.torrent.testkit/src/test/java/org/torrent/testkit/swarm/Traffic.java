package org.torrent.testkit.swarm;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.TorrentContext;
import org.torrent.model.BlockRequest;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.wire.tcp.TcpTransport;

/**
 * Makes everything happen to a torrent that a hook can be about, again and again: peers that say all there is and come
 * back; suggestions to them, which make them talk; a liar until it is banned, then a seed; then a pause.
 */
final class Traffic {
    private static final int ROUND_MILLIS = 50;
    private static final int ROUNDS = 1_200;

    private static final BlockRequest BLOCK = new BlockRequest(0, 0, 16 * 1024);

    private final Machine machine;
    private final TcpTransport outside;
    private final TestTorrent torrent;
    private final TorrentHandle handle;
    private final GoodPlugin good;
    private final InetSocketAddress liar;
    private final InetSocketAddress seed;
    private final Map<Chatter.First, Chatter> chatters = new EnumMap<>(Chatter.First.class);
    private boolean honest;
    private boolean calm;

    /** Nothing happens before {@link #until}. */
    Traffic(
            Machine machine,
            TcpTransport outside,
            TestTorrent torrent,
            TorrentHandle handle,
            GoodPlugin good,
            InetSocketAddress liar,
            InetSocketAddress seed) {
        this.machine = machine;
        this.outside = outside;
        this.torrent = torrent;
        this.handle = handle;
        this.good = good;
        this.liar = liar;
        this.seed = seed;
    }

    /** Goes on until it is so. */
    void until(String what, Culprit culprit, BooleanSupplier condition) throws InterruptedException {
        for (int left = ROUNDS; !condition.getAsBoolean(); left--) {
            if (left == 0) {
                throw new AssertionError("not in " + ROUNDS + " rounds: " + what + "; the torrent is "
                        + handle.snapshot() + "; plugins " + machine.session.plugins());
            }
            round(culprit);
            culprit.pace(ROUND_MILLIS);
        }
    }

    /** From now on nobody lies and nobody pauses it. */
    void calm() {
        honest = true;
        calm = true;
    }

    private void round(Culprit culprit) {
        honest |= good.heard("onPeerErased") && (good.heard("sentCancel") || culprit.isHit());
        learn();
        interrupt();
        greetAgain();
        handle.connect(List.of(honest ? seed : liar));
        for (Chatter.First first : Chatter.First.values()) {
            Chatter chatter = chatters.get(first);
            boolean wanted = honest || first != Chatter.First.ALL;
            if (wanted && (chatter == null || chatter.reason() != null)) {
                Chatter next = new Chatter(torrent, first);
                chatters.put(first, next);
                next.dial(outside, machine.address());
            }
        }
        good.peers().forEach(Traffic::talk);
    }

    private void interrupt() {
        if (honest && !calm && !good.heard("onPause")) {
            handle.pause();
        } else {
            handle.resume();
        }
    }

    /** A bitfield is sent to who speaks no BEP 6 and comes when there are pieces: it may have come before. */
    private void greetAgain() {
        Chatter plain = chatters.get(Chatter.First.BITFIELD);
        if (plain != null
                && plain.isGreeted()
                && plain.reason() == null
                && handle.snapshot().piecesDone() > 0
                && !good.heard("sentBitfield")) {
            plain.close("to be told a bitfield");
        }
    }

    private void learn() {
        TorrentContext context = good.torrent();
        if (context != null && handle.metainfo().isEmpty()) {
            byte[] info = new byte[torrent.metainfo().rawInfo().remaining()];
            torrent.metainfo().rawInfo().get(info);
            try {
                context.supplyMetadata(info);
            } catch (IllegalStateException over) {
                return; // that life has ended; the next one is there in the next round
            }
        }
    }

    private static void talk(PeerContext peer) {
        try {
            if (!peer.outgoing()) {
                peer.send(new PeerMessage.Suggest(0));
                peer.send(new PeerMessage.DontHave(0));
                peer.send(new PeerMessage.Request(BLOCK));
                peer.send(new PeerMessage.Cancel(BLOCK));
            }
        } catch (IllegalStateException gone) {
            return; // the connection ended
        }
    }
}
