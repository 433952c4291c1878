package org.torrent.testkit.stage;

import java.util.List;
import java.util.stream.Stream;
import org.torrent.session.peer.ByteStage;
import org.torrent.session.peer.StageFactory;
import org.torrent.testkit.ports.sim.Simulation;

/** Chains that both ends of a connection have, by name. */
enum Setups {
    NONE,
    XOR,
    BUCKET,
    XOR_UNDER_BUCKET,
    BUCKET_UNDER_XOR,
    TWO_XORS,
    GREETING_THEN_PLAIN,
    GREETING_THEN_XOR_UNDER_BUCKET;

    private static final long BYTES_PER_SECOND = 200_000;

    StageFactory factory(Simulation simulation) {
        var timers = simulation.newLoop("stages");
        return (remote, dialledFor) -> switch (this) {
            case NONE -> List.of();
            case XOR -> List.of(new XorStage(3));
            case BUCKET -> List.of(new BucketStage(simulation, timers, BYTES_PER_SECOND));
            case XOR_UNDER_BUCKET -> List.of(new XorStage(3), new BucketStage(simulation, timers, BYTES_PER_SECOND));
            case BUCKET_UNDER_XOR -> List.of(new BucketStage(simulation, timers, BYTES_PER_SECOND), new XorStage(3));
            case TWO_XORS -> List.of(new XorStage(3), new XorStage(7));
            case GREETING_THEN_PLAIN -> List.of(greeting(dialledFor.isPresent(), null));
            case GREETING_THEN_XOR_UNDER_BUCKET ->
                List.of(
                        greeting(dialledFor.isPresent(), new XorStage(5)),
                        new BucketStage(simulation, timers, BYTES_PER_SECOND));
        };
    }

    private static ByteStage greeting(boolean outgoing, ByteStage next) {
        return new GreetingStage(outgoing ? "dialler" : "acceptor", () -> next);
    }

    /** Whether there is a stage to the end. */
    boolean staysInTheWay() {
        return this != NONE && this != GREETING_THEN_PLAIN;
    }

    boolean greets() {
        return Stream.of(GREETING_THEN_PLAIN, GREETING_THEN_XOR_UNDER_BUCKET).anyMatch(this::equals);
    }
}
