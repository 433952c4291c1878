package org.torrent.session.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.Ownership;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.transport.Connection;

class PluginDoorTest {
    private static final InetSocketAddress REMOTE = new InetSocketAddress("10.0.0.1", 1);

    private final EventLoop loop = doingNothing(EventLoop.class);
    private final Mailbox<TorrentInput> mailbox = new Mailbox<>(loop, new Ownership("a torrent", loop, 1));

    @SuppressWarnings("unchecked") // as the type says
    private static <T> T doingNothing(Class<T> type) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> null);
    }

    @Test
    void sendExtended_whenMessagesAreEmpty_shouldCountThemAllTheSame() {
        WireConnection wire = WireConnection.accepted(
                new WireSetup(new DirectBlockPool(1 << 20)), (handshake, learned) -> null, REMOTE);
        wire.onOpen(doingNothing(Connection.class));
        Handshake theirs = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20]));
        PeerState peer = new PeerState(wire, theirs, true, true, new PeerBits(bytes -> true), 0);
        ConnectionParts parts = new ConnectionParts(peer, doingNothing(ConnectionHost.class));
        PeerSender sender = new PeerSender(new StoppedClock(), wire.sender(), parts.host, parts);
        PluginDoor door = new PluginDoor(peer, sender, null, reason -> {}, block -> {}, mailbox, null);
        door.sendExtended(1, new byte[0]);
        door.sendExtended(1, new byte[10]);
        assertThat(door.queuedExtendedBytes()).isEqualTo(2 * PluginLimits.MESSAGE_BYTES + 10);
    }

    private static final class StoppedClock implements Clock {
        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }
}
