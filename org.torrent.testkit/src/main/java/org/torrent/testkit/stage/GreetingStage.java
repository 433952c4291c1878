package org.torrent.testkit.stage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.torrent.session.wire.ByteStage;
import org.torrent.session.wire.Fact;
import org.torrent.session.wire.Outgoing;
import org.torrent.session.wire.StageContext;

/**
 * A negotiation before the first message, as encryption has one: each end says a name and holds back what its torrent
 * sends until it knows the other's. Then the stage that follows takes its place, or nobody.
 */
public final class GreetingStage implements ByteStage {
    /** What the other end called itself. */
    public static final Fact<String> NAME = new Fact<>("name in the greeting");

    private static final int LENGTH = 16;

    private final String name;
    private final Supplier<ByteStage> next;
    private final Queue<Outgoing> held = new ArrayDeque<>();
    private ByteStage following; // set before done
    private boolean done; // under the lock of the way out

    /**
     * Says that name.
     *
     * @param name at most 16 ASCII characters
     * @param next who takes this one's place; answers null for nobody
     */
    public GreetingStage(String name, Supplier<ByteStage> next) {
        this.name = name;
        this.next = next;
    }

    @Override
    public void start(StageContext context) {
        byte[] padded = (name + " ".repeat(LENGTH - name.length())).getBytes(StandardCharsets.US_ASCII);
        context.write(Outgoing.own(ByteBuffer.wrap(padded)));
    }

    @Override
    public ByteStage received(ByteBuffer bytes, StageContext context) {
        if (bytes.remaining() < LENGTH) {
            return this;
        }
        byte[] theirs = new byte[LENGTH];
        bytes.get(theirs);
        context.learned().put(NAME, new String(theirs, StandardCharsets.US_ASCII).strip());
        following = next.get();
        context.withOutput(() -> {
            done = true;
            for (Outgoing chunk = held.poll(); chunk != null; chunk = held.poll()) {
                send(chunk, context);
            }
        });
        return following;
    }

    @Override
    public void send(Outgoing chunk, StageContext context) {
        if (!done) {
            held.add(chunk);
        } else if (following == null) { // done, and for a moment still in its place
            context.write(chunk);
        } else {
            following.send(chunk, context);
        }
    }

    @Override
    public void closed() {
        held.forEach(Outgoing::release);
        held.clear();
    }
}
