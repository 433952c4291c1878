package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PeerSnapshotBuilder;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.core.PickerPeer;
import org.torrent.session.peer.MessageBatch;
import org.torrent.session.peer.PeerWire;
import org.torrent.session.peer.ReceivedBlock;
import org.torrent.session.peer.WireBatch;
import org.torrent.session.plugin.PluginsOfPeer;

/**
 * One connection after both handshakes: the choke and interest flags of BEP 3, what the peer has, and its two
 * directions. On the torrent's loop.
 */
final class Peer extends PickerPeer {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    final Torrent torrent;
    final PeerWire wire;
    final Handshake theirs;
    final boolean fast;
    final boolean extended;
    final long connectedAtNanos;
    final PeerBits bits = new PeerBits();
    final PeerDownload download;
    final PeerUpload upload;
    final PeerPluginPort port;
    private final MessageBatch batch;
    private final PeerMessages messages;

    /** Where the peer can be dialled; for one that dialled us only once it said so. */
    InetSocketAddress endpoint;

    int source;
    boolean amChoking = true;
    boolean amInterested;
    boolean peerChoking = true;
    boolean peerInterested;
    PluginsOfPeer extensions;
    private long lastReceivedNanos;
    private long lastSentNanos;
    private String closing;

    Peer(Torrent torrent, PeerWire wire, Handshake theirs, boolean fast, boolean extended, long nowNanos) {
        this.torrent = torrent;
        this.wire = wire;
        this.theirs = theirs;
        this.fast = fast;
        this.extended = extended;
        this.connectedAtNanos = nowNanos;
        this.lastReceivedNanos = nowNanos;
        this.lastSentNanos = nowNanos;
        this.batch = new MessageBatch(wire.sender());
        this.download = new PeerDownload(this);
        this.upload = new PeerUpload(this);
        this.port = new PeerPluginPort(this);
        this.messages = new PeerMessages(this);
    }

    /** Works through what arrived. A bad peer is closed, never an exception of ours. */
    void onBatch(WireBatch batch, long nowNanos) {
        lastReceivedNanos = nowNanos;
        for (Object event : batch.events()) {
            if (event instanceof ReceivedBlock received) {
                handleBlock(received, nowNanos);
            } else if (closing == null) {
                handle((Message) event, nowNanos);
            }
        }
        if (closing == null) {
            guarded(() -> {
                upload.pump();
                download.fill(nowNanos);
            });
        }
        wire.processed(batch.bytes());
    }

    /** A mistake of ours in the handling of one peer costs that connection, not the rest of the batch nor the others. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        LOG.error("Closing {}: handling it failed", wire.remote(), e);
        close("internal error: " + e);
    }

    private void handle(Message message, long nowNanos) {
        try {
            messages.handle(message, nowNanos);
        } catch (ProtocolException e) {
            close(e.getMessage());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void handleBlock(ReceivedBlock received, long nowNanos) {
        if (closing != null) {
            received.block().release();
            return;
        }
        try {
            download.onBlock(received, nowNanos);
        } catch (ProtocolException e) {
            close(e.getMessage());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Queues a message; it leaves at the end of the loop's turn. */
    void send(Message message) {
        if (batch.add(message)) {
            torrent.peers().needsFlush(this);
        }
        lastSentNanos = torrent.nowNanos();
        if (extensions != null) {
            extensions.sent(message);
        }
    }

    /** Sends what was queued. */
    void flush() {
        batch.flush();
        if (closing == null && wire.sender().unsentBytes() > TorrentLimits.UNSENT_BYTES) {
            close("it does not read what it is sent: more than " + TorrentLimits.UNSENT_BYTES + " bytes wait");
        }
    }

    /** Closes the connection; the rest happens when the transport reports it. */
    void close(String reason) {
        if (closing == null) {
            closing = reason;
            wire.close(reason);
        }
    }

    /** Closes the connection of a good peer: what we have to say still reaches it. */
    void part(String reason) {
        if (closing == null) {
            closing = reason;
            flush();
            wire.closeAfterWrites(reason, TorrentLimits.PART_MILLIS);
        }
    }

    /** Whether {@link #close} was called. */
    boolean isClosing() {
        return closing != null;
    }

    /** Why we closed it, or null. */
    String closingReason() {
        return closing;
    }

    /** Chokes or unchokes. */
    void choke(boolean choke) {
        if (amChoking == choke) {
            return;
        }
        amChoking = choke;
        send(choke ? new Message.Choke() : new Message.Unchoke());
        if (choke) {
            upload.rejectAll();
        }
    }

    /** Tells the peer when our interest changed. */
    void updateInterest() {
        boolean interested = torrent.wantsFrom(bits.bits());
        if (interested != amInterested) {
            amInterested = interested;
            send(interested ? new Message.Interested() : new Message.NotInterested());
        }
    }

    /** About once a second. */
    void tick(long nowNanos) {
        guarded(() -> doTick(nowNanos));
    }

    private void doTick(long nowNanos) {
        if (extensions != null) {
            extensions.tick(nowNanos);
        }
        updateInterest();
        upload.tick(nowNanos);
        download.tick(nowNanos);
        if (nowNanos - lastReceivedNanos > TorrentLimits.IDLE_NANOS) {
            close("nothing heard for " + TorrentLimits.IDLE_NANOS / 1_000_000_000L + " s");
        } else if (nowNanos - lastSentNanos > TorrentLimits.KEEP_ALIVE_NANOS) {
            send(new Message.KeepAlive());
        }
    }

    /** Their extension handshake so far. */
    Optional<ExtendedHandshake> theirHandshake() {
        return extensions == null ? Optional.empty() : extensions.theirHandshake();
    }

    PeerSnapshot snapshot(long nowNanos) {
        return PeerSnapshotBuilder.of(wire.remote(), wire.local())
                .client(theirHandshake().flatMap(ExtendedHandshake::client).orElseGet(() -> theirs.peerId()
                        .client()))
                .outgoing(wire.outgoing())
                .amChoking(amChoking)
                .amInterested(amInterested)
                .peerChoking(peerChoking)
                .peerInterested(peerInterested)
                .fast(fast)
                .extended(extended)
                .piecesHad(bits.count())
                .source(source)
                .downloadRate(download.rate().bytesPerSecond(nowNanos))
                .uploadRate(upload.rate().bytesPerSecond(nowNanos))
                .downloadedBytes(download.rate().total())
                .uploadedBytes(upload.rate().total())
                .outstandingRequests(download.outstandingCount())
                .queuedRequests(upload.queued())
                .extensions(extensions == null ? List.of() : List.copyOf(extensions.theirNames()))
                .build();
    }
}
