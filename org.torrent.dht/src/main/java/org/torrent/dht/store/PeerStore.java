package org.torrent.dht.store;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.Subnets;

/**
 * Peers that announced themselves (BEP 5), one for each address and info hash (BEP 33), few of a /64 of IPv6. When it is full, the info hash that
 * is farthest from us goes: honest announces go to the nodes that are nearest. Not thread-safe.
 */
public final class PeerStore {
    private record Peer(int port, boolean isSeed, long sinceNanos) {}

    private final RandomGenerator random;
    private final Map<NodeId, Map<InetAddress, Peer>> torrents = new HashMap<>();
    private final PerAddress perAddress = new PerAddress();
    private int peers;

    /** An empty one. */
    public PeerStore(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Keeps a peer.
     *
     * @param own our id
     * @return false when there is no room for it
     */
    public boolean add(NodeId infoHash, InetSocketAddress peer, boolean isSeed, NodeId own, long nowNanos) {
        InetAddress address = peer.getAddress();
        Map<InetAddress, Peer> swarm = torrents.get(infoHash);
        boolean isKnown = swarm != null && swarm.containsKey(address);
        if (!isKnown && perAddress.of(address) >= DhtLimits.TORRENTS_PER_ADDRESS) {
            return false;
        }
        if (swarm == null) {
            if (torrents.size() >= DhtLimits.TORRENTS && !makeRoom(infoHash, own)) {
                return false;
            }
            swarm = torrents.computeIfAbsent(infoHash, key -> new LinkedHashMap<>());
        }
        if (!isKnown) {
            leaveRoom(swarm, address);
            while (peers >= DhtLimits.PEERS && makeRoom(infoHash, own)) {
                continue;
            }
            if (peers >= DhtLimits.PEERS) {
                return false;
            }
            peers++;
            perAddress.add(address);
        }
        swarm.remove(address); // the order is that of the announces
        swarm.put(address, new Peer(peer.getPort(), isSeed, nowNanos));
        return true;
    }

    private boolean makeRoom(NodeId wanted, NodeId own) {
        Comparator<NodeId> order = own.nearest();
        NodeId farthest = torrents.keySet().stream().max(order).orElse(wanted);
        if (order.compare(farthest, wanted) <= 0) {
            return false;
        }
        remove(farthest);
        return true;
    }

    private void remove(NodeId infoHash) {
        Map<InetAddress, Peer> swarm = torrents.remove(infoHash);
        swarm.keySet().forEach(perAddress::remove);
        peers -= swarm.size();
    }

    /** The oldest of the same owner goes when he has enough, else the oldest of all when it is full. */
    private void leaveRoom(Map<InetAddress, Peer> swarm, InetAddress next) {
        Object owner = Subnets.owner(next);
        List<InetAddress> theirs = swarm.keySet().stream()
                .filter(address -> Subnets.owner(address).equals(owner))
                .toList();
        if (theirs.size() >= DhtLimits.PEERS_PER_NETWORK) {
            remove(swarm, theirs.get(0));
        } else if (swarm.size() >= DhtLimits.PEERS_PER_TORRENT) {
            remove(swarm, swarm.keySet().iterator().next());
        }
    }

    private void remove(Map<InetAddress, Peer> swarm, InetAddress address) {
        swarm.remove(address);
        perAddress.remove(address);
        peers--;
    }

    /** Forgets who did not announce himself again. */
    public void expire(long nowNanos) {
        for (Iterator<Map<InetAddress, Peer>> all = torrents.values().iterator(); all.hasNext(); ) {
            Map<InetAddress, Peer> swarm = all.next();
            Iterator<Map.Entry<InetAddress, Peer>> one = swarm.entrySet().iterator();
            while (one.hasNext()) {
                Map.Entry<InetAddress, Peer> peer = one.next();
                if (nowNanos - peer.getValue().sinceNanos() <= DhtLimits.PEER_NANOS) {
                    break; // those behind it are younger
                }
                perAddress.remove(peer.getKey());
                one.remove();
                peers--;
            }
            if (swarm.isEmpty()) {
                all.remove();
            }
        }
    }

    /** Any peers of that family, at most so many; {@code noSeeds}: others first (BEP 33). */
    public List<InetSocketAddress> sample(NodeId infoHash, Family family, int most, boolean noSeeds) {
        List<InetSocketAddress> found = new ArrayList<>();
        List<InetSocketAddress> seeds = new ArrayList<>();
        torrents.getOrDefault(infoHash, Map.of()).forEach((address, peer) -> {
            if (Family.of(address) == family) {
                (noSeeds && peer.isSeed() ? seeds : found).add(new InetSocketAddress(address, peer.port()));
            }
        });
        List<InetSocketAddress> drawn = draw(found, most);
        drawn.addAll(draw(seeds, most - drawn.size()));
        return drawn;
    }

    private <T> List<T> draw(List<T> all, int most) {
        List<T> drawn = new ArrayList<>();
        for (int i = 0; i < Math.min(most, all.size()); i++) {
            int other = i + random.nextInt(all.size() - i);
            drawn.add(all.get(other));
            all.set(other, all.get(i));
        }
        return drawn;
    }

    /** Whether anybody announced himself for it. */
    public boolean has(NodeId infoHash) {
        return torrents.containsKey(infoHash);
    }

    /** Who is there, seeds or others, as a filter (BEP 33). */
    public SwarmFilter filter(NodeId infoHash, boolean seeds) {
        SwarmFilter filter = new SwarmFilter();
        torrents.getOrDefault(infoHash, Map.of()).forEach((address, peer) -> {
            if (peer.isSeed() == seeds) {
                filter.add(address);
            }
        });
        return filter;
    }

    /** Any info hashes, at most so many (BEP 51). */
    public List<NodeId> infoHashes(int most) {
        return draw(new ArrayList<>(torrents.keySet()), most);
    }

    /** How many info hashes it has peers of. */
    public int torrents() {
        return torrents.size();
    }

    /** How many peers it has. */
    public int peers() {
        return peers;
    }
}
