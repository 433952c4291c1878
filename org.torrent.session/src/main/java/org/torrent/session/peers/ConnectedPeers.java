package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.torrent.model.Bitfield;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageEncoder;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.pieces.BlockSupplier;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.wire.PeerWire;

/** The connections of a torrent with both handshakes done, and which of them have something to send. */
public final class ConnectedPeers {
    private final Map<PeerWire, PeerConnection> connected = new LinkedHashMap<>();
    private final List<PeerConnection> dirty = new ArrayList<>();
    private final Consumer<Runnable> later;
    private Bitfield untold; // pieces that are gone, which not everybody was told; null when there are none

    /** Nobody is connected; {@code later} runs something in another turn of the loop. */
    public ConnectedPeers(Consumer<Runnable> later) {
        this.later = later;
    }

    /** All of them, in order of arrival. */
    public Collection<PeerConnection> all() {
        return connected.values();
    }

    /** What plugins were lent of those among them that are connected. */
    public Collection<EnginePeer> doorsOf(Collection<BlockSupplier> suppliers) {
        return connected.values().stream()
                .filter(suppliers::contains)
                .<EnginePeer>map(PeerConnection::lentToPlugins)
                .toList();
    }

    /** How many. */
    public int size() {
        return connected.size();
    }

    /** How many of them have everything. */
    public int seeds() {
        return (int)
                connected.values().stream().filter(p -> p.state().bits.isSeed()).count();
    }

    /** The connection behind a wire, or null. */
    PeerConnection find(PeerWire wire) {
        return connected.get(wire);
    }

    /** Whether one of them can be dialled there. */
    boolean isConnected(InetSocketAddress endpoint) {
        return connected.values().stream().anyMatch(p -> endpoint.equals(p.state().endpoint));
    }

    void add(PeerConnection peer) {
        connected.put(peer.wire(), peer);
    }

    /** It is gone; null when it was not there. */
    PeerConnection remove(PeerWire wire) {
        PeerConnection peer = connected.remove(wire);
        dirty.remove(peer);
        return peer;
    }

    /** All are gone. */
    List<PeerConnection> removeAll() {
        List<PeerConnection> all = new ArrayList<>(connected.values());
        connected.clear();
        dirty.clear();
        return all;
    }

    /** It has messages to send at the end of the loop's turn. */
    void needsFlush(PeerConnection peer) {
        dirty.add(peer);
    }

    /** The end of the loop's turn. */
    void flush() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
    }

    /** Takes back everything that was asked for. */
    public void withdraw(long nowNanos) {
        connected.values().forEach(peer -> peer.withdraw(nowNanos));
    }

    /** Asks everybody for what there is to ask. */
    public void fill(long nowNanos) {
        connected.values().forEach(peer -> peer.fill(nowNanos));
    }

    /** Tells everybody when our interest changed. */
    public void updateInterest() {
        connected.values().forEach(PeerConnection::updateInterest);
    }

    /** A piece is verified: everybody who lacks it hears it. */
    public void broadcastHave(int piece) {
        isBack(piece);
        Message have = new Message.Have(piece);
        for (PeerConnection peer : connected.values()) {
            Bitfield bits = peer.state().bits.bits();
            if (bits == null || !bits.get(piece)) {
                peer.send(have);
            }
        }
    }

    private void isBack(int piece) {
        if (untold != null) {
            untold.clear(piece);
        }
    }

    /**
     * These pieces are not there after all: everybody who listens to that (BEP 54) hears it, who has them too. Of many pieces
     * or peers the rest is told in later turns of the loop, but for what is back by then.
     */
    public void broadcastDontHave(Bitfield lost) {
        if (untold != null) {
            untold.addAll(lost); // the turn for them is on its way
            return;
        }
        untold = lost.copy();
        tellLost();
    }

    private void tellLost() {
        int budget = TorrentLimits.DONT_HAVES_PER_TURN;
        for (int piece = untold.next(0); piece >= 0; piece = untold.next(piece + 1)) {
            if (budget <= 0) {
                later.accept(this::tellLost);
                return;
            }
            budget -= Math.max(1, connected.size());
            untold.clear(piece);
            for (PeerConnection peer : connected.values()) {
                peer.dontHave(piece);
            }
        }
        untold = null;
    }

    /**
     * These pieces are verified, many at once: everybody who lacks some of them hears it in whatever is shorter, a have for
     * each piece or one bitfield. BEP 3 knows a bitfield as the first message only, but aria2 sends such ones to everybody.
     */
    public void announce(Bitfield verified) {
        int have = MessageEncoder.encodedLength(new Message.Have(0));
        Message.BitfieldMessage all = new Message.BitfieldMessage(verified.toWire());
        if ((long) verified.cardinality() * have <= MessageEncoder.encodedLength(all)) {
            for (int i = verified.next(0); i >= 0; i = verified.next(i + 1)) {
                broadcastHave(i);
            }
            return;
        }
        for (int i = untold == null ? -1 : untold.next(0); i >= 0; i = untold.next(i + 1)) {
            if (verified.get(i)) {
                isBack(i);
            }
        }
        connected.values().stream().filter(peer -> !peer.state().bits.isSeed()).forEach(peer -> peer.send(all));
    }
}
