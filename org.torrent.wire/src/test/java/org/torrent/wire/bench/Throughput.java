package org.torrent.wire.bench;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * Blocks of 16 KiB and a header from one end of loopback connections to the other, through our transport and through
 * MINA as it comes. Arguments: MiB per connection (default 2048), connections (default 1), rounds (default 3), then the
 * carriers {@code wire} and {@code mina} (default both).
 *
 * <p>Run: {@code java -cp <test class path> org.torrent.wire.bench.Throughput 2048 1 3}
 */
public final class Throughput {
    static final int BLOCK_BYTES = 16 * 1024 + 13;

    /** Blocks in flight per connection: 1 MiB. */
    static final int WINDOW_BLOCKS = 64;

    static final int SOCKET_BUFFER_BYTES = 1 << 20;

    /** Something that carries bytes over as many connections, and counts down once per connection when all arrived. */
    interface Carrier extends AutoCloseable {
        void run(int connections, long bytesEach, CountDownLatch arrived) throws Exception;
    }

    private Throughput() {}

    /** See the class. */
    public static void main(String[] args) throws Exception {
        long bytesEach = (args.length > 0 ? Long.parseLong(args[0]) : 2_048) << 20;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        String[] carriers = args.length > 3 ? Arrays.copyOfRange(args, 3, args.length) : new String[] {"wire", "mina"};
        for (int round = 0; round < rounds; round++) {
            for (String name : carriers) {
                try (Carrier carrier = name.equals("mina") ? new MinaCarrier() : new WireCarrier()) {
                    CountDownLatch arrived = new CountDownLatch(connections);
                    Meter meter = new Meter();
                    carrier.run(connections, bytesEach, arrived);
                    arrived.await();
                    System.out.println(meter.report(name, bytesEach * connections));
                }
            }
        }
    }
}
