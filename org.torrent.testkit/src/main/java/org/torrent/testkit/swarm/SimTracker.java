package org.torrent.testkit.swarm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.torrent.model.InfoHash;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.testkit.ports.http.ScriptedWebServer;
import org.torrent.testkit.ports.http.WebRequest;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** An HTTP tracker (BEP 3, 7, 23) on a host of its own: knows who is in which swarm as announces tell it. */
public final class SimTracker {
    /** An address of the local network. */
    public static final String HOST = "10.99.0.1";

    /** An address of the open network, where trackers may be that peers or plugins name. */
    public static final String OPEN_HOST = "93.184.216.34";

    private static final int PORT = 6969;
    private static final int INTERVAL_SECONDS = 60;
    private static final int MAX_PEERS = 50;

    private final String address;
    private final SimHost host;
    private final Random random;
    private final Map<InfoHash, Set<InetSocketAddress>> swarms = new LinkedHashMap<>();
    private byte[] nonsense;
    private boolean silent;
    private int completed;
    private final List<String> heard = new ArrayList<>();

    /** A tracker without swarms, in the local network. */
    public SimTracker(Simulation simulation, SimNetwork network) {
        this(simulation, network, HOST);
    }

    /** A tracker without swarms at some address. */
    public SimTracker(Simulation simulation, SimNetwork network, String address) {
        this.address = address;
        this.random = new Random(simulation.random("tracker").nextLong());
        this.host = network.host(address);
        try {
            new ScriptedWebServer(host.transport(), host.endpoint(PORT), this::answer);
        } catch (IOException e) {
            throw new IllegalStateException("one tracker a network", e);
        }
    }

    /** Where it is announced to. */
    public String url() {
        return "http://" + address + ":" + PORT + "/announce";
    }

    /** The torrent with this tracker in it. */
    public Metainfo named(TestTorrent torrent) {
        byte[] file = torrent.torrentFile();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("d8:announce" + url().length() + ":" + url()).getBytes(StandardCharsets.US_ASCII));
        out.write(file, 1, file.length - 1);
        try {
            return MetainfoParser.parse(out.toByteArray());
        } catch (MetainfoException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names a peer that does not announce itself: a scripted one. */
    public void register(InfoHash infoHash, InetSocketAddress peer) {
        swarms.computeIfAbsent(infoHash, hash -> new LinkedHashSet<>()).add(peer);
    }

    /** Says this, every byte of it, to whoever asks from now on; null ends it. */
    public void talkNonsense(byte[] answer) {
        nonsense = answer;
    }

    /** Whether it hangs instead of answering. */
    public void beSilent(boolean value) {
        silent = value;
    }

    /** Who is in the swarm now. */
    public Set<InetSocketAddress> peers(InfoHash infoHash) {
        return Set.copyOf(swarms.getOrDefault(infoHash, Set.of()));
    }

    /** Where it runs. */
    public SimHost host() {
        return host;
    }

    /** How often somebody said that it has everything now. */
    public int completed() {
        return completed;
    }

    /** What it was told so far, as in {@code 10.0.0.1:6881 started left=0}; without an event {@code none}. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    private byte[] answer(WebRequest request) {
        if (silent || nonsense != null) {
            return silent ? null : nonsense;
        }
        AnnounceQuery query = AnnounceQuery.parse(request.pathAndQuery());
        InetSocketAddress peer = new InetSocketAddress(request.from(), query.port());
        heard.add(request.from().getHostAddress() + ":" + query.port() + " "
                + (query.event().isEmpty() ? "none" : query.event()) + " left=" + query.leftBytes());
        if (query.event().equals("stopped")) {
            swarms.getOrDefault(query.infoHash(), Set.of()).remove(peer);
        } else if (query.port() != 0) {
            register(query.infoHash(), peer);
        }
        completed += query.event().equals("completed") ? 1 : 0;
        return ScriptedWebServer.answer(200, found(others(query, peer)));
    }

    private List<InetSocketAddress> others(AnnounceQuery query, InetSocketAddress self) {
        List<InetSocketAddress> others = new ArrayList<>(swarms.getOrDefault(query.infoHash(), Set.of()));
        others.remove(self);
        Collections.shuffle(others, random);
        return others.subList(0, Math.min(Math.min(MAX_PEERS, query.wanted()), others.size()));
    }

    private static byte[] found(List<InetSocketAddress> peers) {
        ByteArrayOutputStream v4 = new ByteArrayOutputStream();
        ByteArrayOutputStream v6 = new ByteArrayOutputStream();
        for (InetSocketAddress peer : peers) {
            byte[] address = peer.getAddress().getAddress();
            ByteArrayOutputStream to = address.length == 4 ? v4 : v6;
            to.writeBytes(address);
            to.write(peer.getPort() >> 8);
            to.write(peer.getPort());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("d8:intervali" + INTERVAL_SECONDS + "e5:peers" + v4.size() + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(v4.toByteArray());
        out.writeBytes(("6:peers6" + v6.size() + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(v6.toByteArray());
        out.write('e');
        return out.toByteArray();
    }
}
