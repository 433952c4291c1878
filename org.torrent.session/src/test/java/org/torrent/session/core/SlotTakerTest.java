package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.session.core.SlotTaker.Holder;
import org.torrent.session.core.SlotTaker.Use;

class SlotTakerTest {
    private static final long MILLI = 1_000_000;
    private static final long NOW = 100_000 * MILLI;

    private final SlotTaker taker = new SlotTaker();
    private final List<Holder<String>> holders = new ArrayList<>();

    private static AddressKey address(int number) {
        try {
            return AddressKey.of(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void holds(String name, int address, Use use, long millisAgo) {
        holders.add(new Holder<>(name, address(address), use, NOW - millisAgo * MILLI, false));
    }

    private String victim(int address) {
        return taker.victim(address(address), holders, NOW);
    }

    @Test
    void victim_whenEverySlotIsFreshAndOfOneAddress_shouldGiveAnotherAddressOne() {
        holds("first", 1, Use.NOTHING, 10);
        holds("second", 1, Use.NOTHING, 5);
        assertThat(victim(2)).isEqualTo("first");
        assertThat(victim(1)).as("the crowd itself waits").isNull();
    }

    @Test
    void victim_whenOneAddressHasSeveralInUse_shouldTakeTheLeastUseful() {
        holds("lone", 3, Use.PAUSED, 100);
        holds("reads", 1, Use.READS, 10);
        holds("blocked", 1, Use.BLOCKED, 10);
        assertThat(victim(2)).isEqualTo("blocked");
    }

    @Test
    void victim_whenThePeerSendsUsWhatWeWant_shouldKeepItsSlot() {
        holders.add(new Holder<>("one", address(1), Use.READS, NOW, true));
        holders.add(new Holder<>("two", address(1), Use.READS, NOW, true));
        assertThat(victim(2)).isNull();
    }

    @Test
    void victim_whenAPeerHadHalfASecondToAsk_shouldMakeRoomForANewAddress() {
        holds("now", 1, Use.NOTHING, 400);
        holds("before", 2, Use.NOTHING, 600);
        holds("asked", 3, Use.BLOCKED, 2_000);
        assertThat(victim(4)).isEqualTo("before");
        taker.wasted(address(4), NOW - 10_000 * MILLI);
        assertThat(victim(4)).as("it wasted one itself").isNull();
    }

    @Test
    void victim_whenItsAddressWastedASlotLately_shouldNotBeWaitedFor() {
        holds("new", 1, Use.NOTHING, 20);
        holds("known", 2, Use.NOTHING, 10);
        taker.wasted(address(2), NOW - 59_000 * MILLI);
        assertThat(victim(4)).isEqualTo("known");
        taker.wasted(address(2), NOW - 61_000 * MILLI);
        assertThat(victim(4)).as("that is forgotten").isNull();
    }

    @Test
    void victim_whenALineIsSlow_shouldKeepItsSlotWhileOthersReadNothing() {
        holds("slow", 1, Use.READS, 16_000);
        assertThat(victim(4)).isNull();
        holds("stopped", 2, Use.PAUSED, 9_000);
        assertThat(victim(4)).isEqualTo("stopped");
        holds("stuck", 3, Use.BLOCKED, 4_000);
        assertThat(victim(4)).isEqualTo("stuck");
    }

    @Test
    void wasted_whenManyAddressesDo_shouldForgetTheOldest() throws UnknownHostException {
        taker.wasted(address(1), NOW);
        for (int i = 0; i < SlotTaker.ADDRESSES_MAX; i++) {
            taker.wasted(AddressKey.of(InetAddress.getByAddress(new byte[] {11, 0, (byte) (i >> 8), (byte) i})), NOW);
        }
        assertThat(taker.hasWasted(address(1), NOW)).isFalse();
    }
}
