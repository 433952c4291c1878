package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.torrent.session.core.AddressKey;

class OffendersTest {
    private static final AddressKey OFFENDER = key(1);

    private final Offenders offenders = new Offenders();
    private long now = 5;

    private static AddressKey key(int number) {
        try {
            byte[] raw = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
            return AddressKey.of(InetAddress.getByAddress(raw));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void breaches(int times) {
        for (int i = 0; i < times; i++) {
            offenders.breached(OFFENDER, now);
        }
    }

    @Test
    void mayConnect_whenBreachesAreFew_shouldAllowEverything() {
        breaches(BreachLimits.FREE_BREACHES);
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
    }

    @Test
    void mayConnect_whenThereAreMany_shouldAllowOneAtATimeUntilTheyAreForgiven() {
        breaches(BreachLimits.FREE_BREACHES + 1);
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
        assertThat(offenders.mayConnect(OFFENDER, now)).isFalse();
        now += BreachLimits.PAUSE_NANOS - 1;
        assertThat(offenders.mayConnect(OFFENDER, now)).isFalse();
        now++;
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
        now += BreachLimits.FORGIVEN_NANOS - BreachLimits.PAUSE_NANOS;
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
    }

    @Test
    void mayConnect_whenItWentOnForHours_shouldForgiveAsSoonAsAfterMinutes() {
        breaches(100_000);
        now += 2 * BreachLimits.FREE_BREACHES * BreachLimits.FORGIVEN_NANOS;
        breaches(BreachLimits.FREE_BREACHES);
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
        assertThat(offenders.mayConnect(OFFENDER, now)).isTrue();
    }

    @Test
    void breached_whenAddressesAreMany_shouldForgetTheOneThatIsQuietLongest() {
        breaches(BreachLimits.FREE_BREACHES + 1);
        for (int i = 2; i < BreachLimits.ADDRESSES + 1; i++) {
            offenders.breached(key(i), now);
        }
        offenders.mayConnect(OFFENDER, now);
        assertThat(offenders.mayConnect(OFFENDER, now)).as("remembered").isFalse();
        offenders.breached(key(BreachLimits.ADDRESSES + 1), now);
        assertThat(offenders.mayConnect(OFFENDER, now)).as("forgotten").isTrue();
    }
}
