package org.torrent.tracker;

import java.net.InetAddress;
import java.util.Optional;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.spi.peers.Swarm;

/**
 * What trackers are told of a torrent.
 *
 * @param infoHash the swarm
 * @param peerId who we are
 * @param port where we listen, 0 for nowhere
 * @param from the address of this machine to announce from, if it matters: trackers pass on where announces come from
 * @param uploadedBytes payload sent since the start
 * @param downloadedBytes payload received since the start
 * @param leftBytes what is missing of the whole torrent; anything but 0 while that is unknown, which would make us a
 *     seed
 * @param partialSeed whether it has all it wants, and that is not everything (BEP 21)
 */
public record Announced(
        InfoHash infoHash,
        PeerId peerId,
        int port,
        Optional<InetAddress> from,
        long uploadedBytes,
        long downloadedBytes,
        long leftBytes,
        boolean partialSeed) {
    private static final long UNKNOWN_LEFT_BYTES = 16 * 1024;

    /** The torrent as it is now. */
    public static Announced of(Swarm swarm) {
        long left = swarm.leftBytes();
        return new Announced(
                swarm.infoHash(),
                swarm.peerId(),
                swarm.listenPort(),
                swarm.listenAddress().filter(Announced::matters),
                Math.max(0, swarm.uploadedBytes()),
                Math.max(0, swarm.downloadedBytes()),
                left < 0 ? UNKNOWN_LEFT_BYTES : left,
                swarm.isPartialSeed());
    }

    /** The same torrent under the port and address that a tracker knows it by, whatever they are by now. */
    public Announced knownAs(Announced earlier) {
        return new Announced(
                infoHash, peerId, earlier.port, earlier.from, uploadedBytes, downloadedBytes, leftBytes, partialSeed);
    }

    /** From the loopback address nobody but this machine could be asked. */
    private static boolean matters(InetAddress address) {
        return !address.isAnyLocalAddress() && !address.isLoopbackAddress();
    }
}
