package org.torrent.session.torrent;

import org.torrent.session.context.Metadata;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.peers.PeerConnections;
import org.torrent.session.peers.PeerSearches;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.spi.runtime.EventLoop;

/** A torrent's part in the swarm while it runs: plugins, searches, connections, ticks. On the torrent's loop. */
final class SwarmSession {
    private static final long TICK_NANOS = 1_000_000_000L;

    private final TorrentServices services;
    private final TorrentFacts facts;
    private final Mailbox<TorrentInput> mailbox;
    private final PluginsOfSession registry;
    private final EngineTorrent door;
    private final PeerConnections connections;
    private final PeerSearches searches;
    private final Runnable ticked;
    private volatile PluginsOfTorrent plugins; // null before it first ran; read by whoever takes the torrent over
    private EventLoop.Timer ticker;

    /** {@code ticked} is run at the end of each tick. */
    SwarmSession(
            TorrentServices services,
            TorrentFacts facts,
            Mailbox<TorrentInput> mailbox,
            PluginsOfSession registry,
            EngineTorrent door,
            PeerConnections connections,
            PeerSearches searches,
            Runnable ticked) {
        this.services = services;
        this.facts = facts;
        this.mailbox = mailbox;
        this.registry = registry;
        this.door = door;
        this.connections = connections;
        this.searches = searches;
        this.ticked = ticked;
    }

    /** Its plugins; null before it first ran, and after {@link #end}. */
    PluginsOfTorrent plugins() {
        return plugins;
    }

    /** Plugins that are there are adopted, sources are asked, peers that were named are dialled. */
    void start() {
        if (plugins == null) {
            plugins = registry.open(door);
        }
        plugins.start(); // from here on it can be orphaned
        searches.update();
        connections.connect(Metadata.peers(facts.parameters()));
        ticker = mailbox.repeat(TorrentInput.TICK, TICK_NANOS, this::tick);
        tick();
    }

    private void tick() {
        long now = services.nowNanos();
        plugins.tick(now);
        connections.tick(now);
        ticked.run();
    }

    /** Takes the plugins' part away while the loop that should do it is stuck. Any thread. */
    void orphan() {
        PluginsOfTorrent stuck = plugins;
        if (stuck != null) {
            stuck.orphan();
        }
    }

    /** Ends all of it but for the plugins, which outlive a pause; {@code why} is for the peers. */
    void stop(String why) {
        connections.dropAll(why);
        searches.stop();
        if (ticker != null) {
            ticker.cancel();
            ticker = null;
        }
    }

    /** The torrent leaves: so do its plugins. */
    void end() {
        if (plugins != null) {
            plugins.close();
            plugins = null;
        }
    }
}
