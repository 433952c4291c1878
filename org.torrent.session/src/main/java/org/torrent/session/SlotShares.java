package org.torrent.session;

import java.util.HashMap;
import java.util.Map;
import org.torrent.session.budget.Demand;
import org.torrent.session.budget.Grant;
import org.torrent.session.budget.LoopShares;
import org.torrent.session.budget.LoopSlots;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.Ownership;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * Divides the session's unchoke slots among the torrent loops: they say what their torrents could use, and once a second
 * those that did are granted their share. On the session loop.
 */
final class SlotShares {
    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final Mailbox<SessionInput> mailbox;
    private final Clock clock;
    private final TorrentLoops loops;
    private final LoopShares shares;
    private final Map<EventLoop, Side> sides = new HashMap<>();
    private final Side[] current; // by the loop's place
    private long grantedNanos;

    /** A loop, its own part of the budget, and the way there. */
    private record Side(LoopSlots slots, Mailbox<TorrentInput> mailbox) {}

    SlotShares(Mailbox<SessionInput> mailbox, Clock clock, TorrentLoops loops, int count, int slots) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.loops = loops;
        this.shares = new LoopShares(count, slots);
        this.current = new Side[count];
        this.grantedNanos = clock.nowNanos() - PERIOD_NANOS;
    }

    /** Another whole from the next grants on. */
    void total(int slots) {
        mailbox.check();
        shares.total(slots);
    }

    /** What the torrents of a loop share; to be used on that loop only. */
    LoopSlots of(EventLoop loop) {
        mailbox.check();
        return sides.computeIfAbsent(loop, this::newSide).slots;
    }

    private Side newSide(EventLoop loop) {
        int place = loops.place(loop);
        LoopSlots slots = new LoopSlots(
                place,
                shares.equalPart(),
                demand -> mailbox.post(SessionInput.SHARES, () -> report(sides.get(loop), demand)));
        current[place] = new Side(slots, new Mailbox<>(loop, new Ownership("the shares of " + loop.name(), loop, 1)));
        return current[place];
    }

    private void report(Side side, Demand demand) {
        if (current[demand.loop()] != side) {
            return; // a loop that was given up runs again; another one has its place
        }
        shares.report(demand);
        long now = clock.nowNanos();
        if (now - grantedNanos >= PERIOD_NANOS) {
            grantedNanos = now;
            shares.grants(now).forEach(this::send);
        }
    }

    private void send(Grant grant) {
        Side side = current[grant.loop()];
        side.mailbox.post(TorrentInput.SHARES, () -> side.slots.onGrant(grant));
    }
}
