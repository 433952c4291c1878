package org.torrent.tracker;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.spi.http.LocalAddresses;
import org.torrent.spi.peers.Swarm;

/**
 * What trackers are told of a torrent.
 *
 * @param infoHash the swarm
 * @param peerId who we are
 * @param port where we listen, 0 for nowhere
 * @param listening where the user wants us to listen, see {@link Swarm#listenAddresses}: announces come from there, since
 *     trackers pass on where they come from
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
        List<InetSocketAddress> listening,
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
                swarm.listenAddresses(),
                Math.max(0, swarm.uploadedBytes()),
                Math.max(0, swarm.downloadedBytes()),
                left < 0 ? UNKNOWN_LEFT_BYTES : left,
                swarm.isPartialSeed());
    }

    /** The addresses that announces may come from. */
    public LocalAddresses from() {
        return new LocalAddresses(
                listening.stream().map(InetSocketAddress::getAddress).toList());
    }

    /** The same torrent under the port that a tracker knows it by, whatever it is by now. */
    public Announced knownAs(Announced earlier) {
        return new Announced(
                infoHash, peerId, earlier.port, listening, uploadedBytes, downloadedBytes, leftBytes, partialSeed);
    }
}
