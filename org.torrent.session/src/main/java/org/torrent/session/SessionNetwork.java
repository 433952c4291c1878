package org.torrent.session;

import java.util.function.Function;
import org.torrent.session.alert.Alerts;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.net.Listeners;
import org.torrent.session.net.TransportDialer;
import org.torrent.session.wire.StageFactory;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.http.LocalAddresses;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Randomness;

/** How the session reaches peers: where it listens, what it dials with, the blocks in between, and the settings of it all. */
final class SessionNetwork {
    private final Providers providers;
    private final DirectBlockPool pool;
    private final WireSetup wires;
    private final TransportDialer dialer;
    private final Listeners listeners;
    private final SlotShares shares;
    private final LiveSettings live;
    private volatile StageFactory stages = StageFactory.NONE;

    /**
     * Listens nowhere yet.
     *
     * @param incoming makes what takes the connections that peers make
     */
    SessionNetwork(
            SessionSettings settings,
            Clock clock,
            TorrentLoops loops,
            Mailbox<SessionInput> mailbox,
            Providers providers,
            Alerts alerts,
            Function<WireSetup, IncomingConnections> incoming) {
        this.providers = providers;
        this.pool = new DirectBlockPool(settings.poolBytes());
        this.wires = new WireSetup(
                pool, settings.budgets(), (remote, dialledFor) -> stages.stages(remote, dialledFor), clock::nowNanos);
        this.dialer = new TransportDialer(
                providers.transports(), settings.transports(), LocalAddresses.of(settings.listen()));
        this.listeners = new Listeners(
                settings.listen(),
                settings.transports(),
                providers.transports(),
                incoming.apply(wires),
                alerts,
                (nanos, task) -> mailbox.later(SessionInput.LISTEN_AGAIN, nanos, task));
        this.shares = new SlotShares(
                mailbox, clock, loops, settings.loops(), settings.budgets().unchokeSlots());
        this.live = new LiveSettings(settings, wires, dialer, shares, listeners, providers.transports(), alerts);
    }

    /** What each torrent uses of it, and of the session. */
    TorrentServices services(Clock clock, Alerts alerts, Randomness randomness, IdleFiles idleFiles) {
        return new TorrentServices(
                clock,
                pool,
                alerts,
                PeerIds.random(randomness.newGenerator()),
                live::torrents,
                wires,
                dialer,
                providers::storage,
                providers::sources,
                providers.filters()::blocks,
                listeners::told,
                listeners::wanted,
                randomness::newGenerator,
                idleFiles,
                shares::of);
    }

    /** What the bytes of connections pass that open from now on. Any thread. */
    void stages(StageFactory factory) {
        stages = factory;
    }

    /** A transport came or went. On the session loop. */
    void transportsChanged() {
        listeners.follow();
        live.checkKinds();
    }

    /** Its blocks. */
    DirectBlockPool pool() {
        return pool;
    }

    /** Its connections. */
    WireSetup wires() {
        return wires;
    }

    /** Where it listens. */
    Listeners listeners() {
        return listeners;
    }

    /** Its settings. */
    LiveSettings live() {
        return live;
    }
}
