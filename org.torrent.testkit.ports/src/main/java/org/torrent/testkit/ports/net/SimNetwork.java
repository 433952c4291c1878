package org.torrent.testkit.ports.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.testkit.ports.sim.Simulation;

/**
 * Hosts and the paths between them. All randomness comes from the simulation's seed.
 *
 * <p>Faults work on hosts, so a test says what happens to the world, not to an object: {@link #cut} drops everything
 * between two hosts without telling either (dials time out, bytes wait), {@link #heal} lets the bytes go on,
 * {@link #resetAll} ends a host's connections, {@link #resetNext} ends the next one at an exact byte.
 */
public final class SimNetwork {
    private final SimPaths paths;
    private final SimDirectory directory = new SimDirectory();
    private final Map<InetAddress, SimHost> hosts = new LinkedHashMap<>();

    /** An empty network. */
    public SimNetwork(Simulation simulation) {
        this.paths = new SimPaths(simulation);
    }

    /** The host of that address, made when it is first named: {@code 10.0.0.1} or {@code 2001:db8::1}. */
    public SimHost host(String address) {
        return hosts.computeIfAbsent(parse(address), ip -> {
            SimMachine machine = new SimMachine(paths, ip);
            directory.add(machine);
            return new SimHost(machine, directory);
        });
    }

    /** The path of all pairs that have none of their own. */
    public void defaultPath(Path path) {
        paths.defaultPath(path);
    }

    /** The path of one direction. */
    public void path(SimHost from, SimHost to, Path path) {
        paths.path(from.address(), to.address(), path);
    }

    /** From now on nothing passes between the two, silently. */
    public void cut(SimHost a, SimHost b) {
        paths.cut(a.address(), b.address());
    }

    /** Cuts a host off from all others there are. */
    public void isolate(SimHost host) {
        hosts.values().stream().filter(other -> other != host).forEach(other -> cut(host, other));
    }

    /** Undoes every cut between the two; what waited arrives. */
    public void heal(SimHost a, SimHost b) {
        paths.heal(a.address(), b.address());
    }

    /** Undoes every cut. */
    public void healAll() {
        paths.healAll();
    }

    /** Ends every connection of a host, both ends hear of it. */
    public void resetAll(SimHost host) {
        host.resetAll();
    }

    /** The next connection between the two, whoever dials, is reset before byte number {@code atByte} of this direction arrives. */
    public void resetNext(SimHost from, SimHost to, long atByte) {
        paths.resetNext(from.address(), to.address(), atByte);
    }

    boolean isCut(SimHost from, SimHost to) {
        return paths.isCut(from.address(), to.address());
    }

    private static InetAddress parse(String address) {
        try {
            if (!address.matches("[0-9.]+|[0-9a-fA-F:.]+")) {
                throw new IllegalArgumentException(address + " is not a literal address");
            }
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is not a literal address", e);
        }
    }
}
