package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldPlacesTest {
    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    @Test
    void take_whenOneAddressTakesAll_shouldLeaveHalfToOthers() throws Exception {
        HeldPlaces places = new HeldPlaces(8, 2);
        List<Runnable> taken = new ArrayList<>();
        for (Runnable place = places.take(address(1)); place != null; place = places.take(address(1))) {
            taken.add(place);
        }
        assertThat(taken).hasSize(4);
        assertThat(places.take(address(2))).isNotNull();
        assertThat(places.take(address(2))).isNotNull();
        assertThat(places.take(address(2))).isNull();
        assertThat(places.take(address(3))).isNotNull();
        assertThat(places.take(address(4))).isNotNull();
        assertThat(places.take(address(5))).as("all are taken").isNull();
        taken.get(0).run();
        taken.get(0).run();
        assertThat(places.taken()).isEqualTo(7);
        assertThat(places.take(address(5))).isNotNull();
    }
}
