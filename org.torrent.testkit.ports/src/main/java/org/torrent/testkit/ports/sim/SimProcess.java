package org.torrent.testkit.ports.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** The threads of one runtime among many in a simulation, so that it can die without the others. */
public final class SimProcess implements Threads {
    private final Function<String, SimLoop> maker;
    private final String name;
    private final List<SimLoop> loops = new ArrayList<>();

    SimProcess(Function<String, SimLoop> maker, String name) {
        this.maker = maker;
        this.name = name;
    }

    @Override
    public EventLoop newLoop(String loopName) {
        SimLoop loop = maker.apply(name + "/" + loopName);
        loops.add(loop);
        return loop;
    }

    /** Kills it (as kill -9 does): nothing that is queued or waits for its time runs any more. */
    public void kill() {
        loops.forEach(SimLoop::kill);
    }

    /** A loop hangs for a while, as in a plugin that does not return. */
    public void stall(String loopName, Duration duration) {
        loops.stream().filter(loop -> loop.name().equals(name + "/" + loopName)).forEach(loop -> loop.stall(duration));
    }

    /** The loops that were not shut down. */
    public List<String> running() {
        return loops.stream()
                .filter(loop -> !loop.isEnded())
                .map(EventLoop::name)
                .toList();
    }
}
