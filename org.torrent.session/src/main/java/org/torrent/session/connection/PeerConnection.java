package org.torrent.session.connection;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.api.PeerSnapshot;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.budget.RetainedHeap;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.core.AddressKey;
import org.torrent.session.core.RateMeter;
import org.torrent.session.core.SlotTaker;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.pieces.BlockSupplier;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.ReceivedBlock;
import org.torrent.session.wire.WireBatch;

/** One connection after both handshakes: works through what arrives, keeps time, ends. On the torrent's loop. */
public final class PeerConnection extends BlockSupplier {
    private static final String IDLE = "nothing heard for " + TorrentLimits.IDLE_NANOS / 1_000_000_000L + " s";

    private final PeerState peer;
    private final ConnectionEnd end;
    private final ConnectionParts exchange;
    private final PeerSender sender;
    private final PeerDownload download;
    private final PeerUpload upload;
    private final PluginDoor door;
    private final TorrentServices services;
    private final UnreadOutput unread;
    private long lastReceivedNanos;
    private EnginePeer lentToPlugins; // null until they were asked

    /** Nothing was said yet but the handshakes. */
    public PeerConnection(
            PeerState peer, ConnectionHost host, TorrentServices services, Mailbox<TorrentInput> mailbox) {
        this.peer = peer;
        this.end = new ConnectionEnd(peer);
        this.services = services;
        this.lastReceivedNanos = peer.connectedAtNanos;
        this.exchange = new ConnectionParts(peer, host);
        this.sender = new PeerSender(services.clock(), peer.wire.sender(), host, exchange);
        this.download = new PeerDownload(this, peer, sender, host, exchange);
        this.upload = new PeerUpload(peer, sender, host, services.pool(), mailbox);
        this.door = new PluginDoor(
                peer,
                sender,
                new PluginMessages(exchange, services.clock(), services.pool()),
                this::close,
                this::takeBack,
                mailbox,
                services.wires().retained().open(RetainedHeap.Kind.HANDSHAKES));
        this.unread = new UnreadOutput(
                peer.wire, services.wires().retained().open(RetainedHeap.Kind.UNREAD_MESSAGES), peer.connectedAtNanos);
        exchange.sender = sender;
        exchange.download = download;
        exchange.upload = upload;
    }

    // ---- what arrives -----------------------------------------------------------------------------------------------

    /** Works through what arrived. A bad peer is closed, never an exception of ours. */
    public void onBatch(WireBatch batch, long nowNanos) {
        lastReceivedNanos = nowNanos;
        try {
            for (int at = 0; at < batch.events().size(); ) {
                at = handle(batch.events(), at, nowNanos);
            }
            if (peer.closing == null) {
                end.guarded(() -> {
                    exchange.settle(nowNanos);
                    upload.settle();
                    download.fill(nowNanos);
                });
            }
            unread.answered();
        } finally {
            peer.wire.processed(batch.bytes());
        }
    }

    /**
     * Works through the events from one on, up to the first that fails, in one loop: a call more for each costs a new process
     * much. Makes no object, so that what is left can be given back also without memory.
     *
     * @return the one to go on with
     */
    private int handle(List<Object> events, int from, long nowNanos) {
        int at = from;
        try {
            while (at < events.size()) {
                Object event = events.get(at++);
                if (event instanceof ReceivedBlock received) {
                    if (peer.closing == null) {
                        MessageTable.receive(exchange, received, nowNanos);
                    } else {
                        received.block().release();
                    }
                } else if (peer.closing == null) {
                    MessageTable.receive(exchange, (Message) event, nowNanos);
                }
            }
        } catch (ProtocolException e) {
            end.breach(e);
        } catch (Throwable t) {
            end.failed(t);
        }
        return at;
    }

    private void takeBack(ReceivedBlock received) {
        if (peer.closing != null) {
            received.block().release();
        } else {
            end.guarded(() -> download.takeBack(received, services.clock().nowNanos()));
        }
    }

    /** What is unsent fell below the mark. */
    public void onRoom() {
        unread.look();
        upload.pump();
    }

    // ---- what is sent -----------------------------------------------------------------------------------------------

    /** Queues a message; it leaves at the end of the loop's turn. */
    public void send(Message message) {
        sender.send(message);
    }

    /** Sends what was queued. */
    public void flush() {
        end.guarded(sender::flush);
        if (peer.closing == null && sender.wire().unsentBytes() > TorrentLimits.UNSENT_BYTES) {
            close("it does not read what it is sent: more than " + TorrentLimits.UNSENT_BYTES + " bytes wait");
        }
        if (peer.closing == null && !unread.keep()) {
            close("it does not read what it is sent, and too much waits for others that don't either");
        }
    }

    /** Asks for what there is to ask. */
    public void fill(long nowNanos) {
        if (peer.closing == null) {
            download.fill(nowNanos);
        }
    }

    /** Tells the peer that we have a piece no more, if it listens to that (BEP 54). */
    public void dontHave(int piece) {
        exchange.theirHandshake()
                .map(handshake -> handshake.extensions().get(DontHave.NAME))
                .ifPresent(id -> send(new Message.Extended(id, DontHave.encode(piece))));
    }

    /** The peer has a piece no more: what was asked of it is free again, our interest is looked at after its batch. */
    public void lost(int piece, long nowNanos) {
        download.lost(piece, nowNanos);
        exchange.interestMayEnd = true;
    }

    /** Chokes or unchokes. */
    public void choke(boolean choke) {
        exchange.choke(choke);
    }

    /** Tells the peer when our interest changed. */
    public void updateInterest() {
        exchange.updateInterest();
    }

    /** These pieces are answered although the peer is choked (BEP 6). */
    public void allowFast(Bitfield pieces) {
        upload.allowFast(pieces);
    }

    /** Pieces that left since the last call meet the engine: totals, rates, plugins. */
    public void countSent(long nowNanos) {
        long bytes = upload.count(nowNanos);
        if (exchange.plugins != null) {
            upload.drainSentPieces(exchange.plugins::sentPiece);
            if (bytes > 0) {
                exchange.plugins.sentPayload(bytes);
            }
            upload.keepSentPieces(exchange.plugins.wantsSentPieces());
        }
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    /** Closes the connection; the rest happens when the transport reports it. */
    public void close(String reason) {
        end.close(reason);
    }

    /** It broke the protocol, which counts against its address too. */
    public void breach(ProtocolException how) {
        end.breach(how);
    }

    /** Closes the connection of a good peer: what we have to say still reaches it. */
    public void part(String reason) {
        end.part(reason, this::flush);
    }

    /** Whether plugins let a good peer go for that reason. */
    public boolean mayPart(String reason) {
        return exchange.plugins == null || exchange.plugins.canDisconnect(reason);
    }

    /** Whether {@link #close} was called. */
    public boolean isClosing() {
        return peer.isClosing();
    }

    /** Why we closed it, or null. */
    public String closingReason() {
        return peer.closing;
    }

    /** The connection is gone: what was sent is counted, plugins are told. */
    public void ended(String reason, long nowNanos) {
        countSent(nowNanos);
        if (exchange.plugins != null) {
            exchange.plugins.onDisconnect(reason);
        }
        door.ended();
        unread.ended();
        peer.bits.ended();
    }

    // ---- time -------------------------------------------------------------------------------------------------------

    /** About once a second. */
    public void tick(long nowNanos) {
        end.guarded(() -> doTick(nowNanos));
        door.snapshot(snapshot(nowNanos));
    }

    private void doTick(long nowNanos) {
        end.tick();
        if (exchange.plugins != null) {
            exchange.plugins.tick(nowNanos);
        }
        updateInterest();
        countSent(nowNanos);
        upload.tick(nowNanos);
        download.tick(nowNanos);
        if (unread.isStuck(nowNanos, peer.amChoking)) {
            close("it does not read what it is sent: nothing for "
                    + unread.patienceNanos(peer.amChoking) / 1_000_000_000L + " s");
        } else if (nowNanos - lastReceivedNanos > TorrentLimits.IDLE_NANOS && mayPart(IDLE)) {
            close(IDLE);
        } else if (nowNanos - sender.lastSentNanos() > TorrentLimits.KEEP_ALIVE_NANOS) {
            send(new Message.KeepAlive());
        }
    }

    // ---- plugins ----------------------------------------------------------------------------------------------------

    /** What the engine lends to the connection's plugins. */
    public PluginDoor door() {
        return door;
    }

    /** What plugins know the connection as. */
    public EnginePeer lentToPlugins() {
        return lentToPlugins;
    }

    /** The torrent's plugins were asked: these take part, and were lent that. */
    public void plugins(PluginsOfPeer attached, EnginePeer lent) {
        exchange.plugins = attached;
        lentToPlugins = lent;
    }

    /** Plugins hear of the handshakes. */
    public void handshaken() {
        exchange.plugins.onHandshake(peer.extended);
        upload.keepSentPieces(exchange.plugins.wantsSentPieces());
    }

    /** How soon plugins want it unchoked optimistically, the lower the sooner. */
    public long unchokePriority() {
        return exchange.plugins == null ? Long.MAX_VALUE : exchange.plugins.unchokePriority();
    }

    /** Our extension handshake leaves, when the peer speaks BEP 10. */
    public void startExtensions(BencodeDictionary engineKeys) {
        exchange.plugins.start(engineKeys);
    }

    /** The engine's keys of our extension handshake, again. */
    public void engineKeys(BencodeDictionary keys) {
        if (exchange.plugins != null) {
            exchange.plugins.engineKeys(keys);
        }
    }

    @Override
    public void hashed(int piece, boolean passed) {
        if (exchange.plugins != null) {
            exchange.plugins.onHashed(piece, passed);
        }
    }

    // ---- what others see of it --------------------------------------------------------------------------------------

    /** Flags and facts. */
    public PeerState state() {
        return peer;
    }

    /** The connection itself. */
    public PeerWire wire() {
        return peer.wire;
    }

    /** Payload from the peer. */
    public RateMeter downloadRate() {
        return download.rate();
    }

    /** Payload to the peer. */
    public RateMeter uploadRate() {
        return upload.rate();
    }

    /** Whether it was unchoked so lately that it may not have asked yet. */
    public boolean hasFreshSlot(long nowNanos) {
        return !peer.amChoking && nowNanos - peer.unchokedAtNanos <= TorrentLimits.SLOT_UNUSED_NANOS;
    }

    /** Whether it is unchoked and takes nothing. */
    public boolean isSlotUnused(long nowNanos) {
        return upload.isSlotUnused(nowNanos);
    }

    /** What it does with its slot, while it has one. */
    public SlotTaker.Holder<PeerConnection> slot(boolean earns, long nowNanos) {
        AddressKey address = AddressKey.of(remote().getAddress());
        return new SlotTaker.Holder<>(this, address, upload.use(), upload.slotSinceNanos(nowNanos), earns);
    }

    /** Whether it was seen to take something again and again. */
    public boolean isReading() {
        return upload.use() == SlotTaker.Use.READS;
    }

    /** Whether it owes us blocks for too long. */
    public boolean isSnubbed(long nowNanos) {
        return download.isSnubbed(nowNanos);
    }

    @Override
    public InetSocketAddress remote() {
        return peer.wire.remote();
    }

    /** Nothing that it was asked for is wanted any more. */
    public void withdraw(long nowNanos) {
        download.withdraw(nowNanos);
    }

    @Override
    public void cancel(BlockRequest block, long nowNanos) {
        download.cancel(block, nowNanos);
    }

    @Override
    public void suspendReading() {
        peer.wire.suspend(PeerWire.STORAGE);
    }

    @Override
    public void resumeReading() {
        peer.wire.resume(PeerWire.STORAGE);
    }

    /** The newest view of it; any thread. */
    public PeerSnapshot published() {
        return door.snapshot();
    }

    /** A view of now. */
    public PeerSnapshot snapshot(long nowNanos) {
        return PeerViews.of(peer, exchange, nowNanos);
    }
}
