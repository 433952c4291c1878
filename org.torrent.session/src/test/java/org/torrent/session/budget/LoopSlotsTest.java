package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two loops and the session loop, their messages delivered at once. */
class LoopSlotsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MAX = 20;

    private final LoopShares session = new LoopShares(2, 30);
    private final List<Demand> demands = new ArrayList<>();
    private final List<LoopSlots> loops = List.of(loop(0), loop(1));

    private LoopSlots loop(int number) {
        return new LoopSlots(number, 15, demand -> {
            demands.add(demand);
            session.report(demand);
        });
    }

    private void tick(long nowNanos) {
        loops.forEach(loop -> loop.tick(nowNanos));
        session.grants(nowNanos).forEach(grant -> loops.get(grant.loop()).onGrant(grant));
    }

    @Test
    void slots_whenATorrentIsAlone_shouldGrowToItsMaximum() {
        LoopSlots.OfTorrent alone = loops.get(0).join(MAX);
        assertThat(alone.slots()).isEqualTo(MAX);
        alone.want(50, 1_000);
        tick(0);
        assertThat(alone.slots()).isEqualTo(15); // until the session knows that the other loop wants nothing
        tick(SECOND);
        assertThat(alone.slots()).isEqualTo(MAX);
    }

    @Test
    void slots_whenTorrentsOfTwoLoopsCompete_shouldBeFairBetweenThem() {
        List<LoopSlots.OfTorrent> torrents = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            torrents.add(loops.get(i == 0 ? 0 : 1).join(MAX)); // one and five
        }
        torrents.forEach(torrent -> torrent.want(50, 1_000));
        tick(0);
        tick(SECOND);
        assertThat(torrents).allMatch(torrent -> torrent.slots() == 5);
    }

    @Test
    void tick_whenEveryTorrentCallsIt_shouldAskOnceASecond() {
        for (long now = 0; now < 2 * SECOND; now += SECOND / 10) {
            loops.get(0).tick(now);
        }
        assertThat(demands).hasSize(2);
    }

    @Test
    void close_whenCalledTwice_shouldLeaveTheSlotsToOthers() {
        LoopSlots.OfTorrent goes = loops.get(0).join(MAX);
        LoopSlots.OfTorrent stays = loops.get(0).join(MAX);
        goes.want(50, 9);
        stays.want(50, 9);
        tick(0);
        assertThat(goes.slots() + stays.slots()).isEqualTo(15);
        goes.close();
        goes.close();
        tick(SECOND);
        tick(2 * SECOND);
        assertThat(stays.slots()).isEqualTo(MAX);
    }
}
