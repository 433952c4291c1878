package org.torrent.session.plugin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtensionIdsTest {
    private final ExtensionIds ids = new ExtensionIds();

    private void fill() {
        for (int i = 10; i <= 255; i++) {
            assertThat(ids.assign("n" + i)).isEqualTo(i);
        }
    }

    @Test
    void assign_whenNamesArrive_shouldCountFrom10To255InOrder() {
        fill();
    }

    @Test
    void assign_whenReserved_shouldGiveTheBuiltInsId() {
        assertThat(ids.assign("ut_pex")).isEqualTo(2);
        assertThat(ids.assign("ut_metadata")).isEqualTo(1);
        assertThat(ids.assign("lt_trackers")).isEqualTo(3);
        assertThat(ids.assign("lt_tex")).isEqualTo(8);
        assertThat(ids.assign("other")).isEqualTo(10);
    }

    @Test
    void assign_whenAllAreTaken_shouldSayNone() {
        fill();
        assertThat(ids.assign("one_more")).isEqualTo(ExtensionIds.NONE);
    }

    @Test
    void assign_whenANameReturns_shouldGiveItsOldId() {
        ids.assign("a");
        ids.assign("b");
        ids.depart("a");
        assertThat(ids.assign("c")).isEqualTo(12);
        assertThat(ids.assign("a")).isEqualTo(10);
    }

    @Test
    void assign_whenFreshIdsRanOut_shouldTakeTheLongestDeparted() {
        fill();
        ids.depart("n200");
        ids.depart("n20");
        assertThat(ids.assign("x")).isEqualTo(200);
        assertThat(ids.assign("y")).isEqualTo(20);
        assertThat(ids.of("n200")).isEqualTo(ExtensionIds.NONE);
    }

    @Test
    void assign_whenALiveConnectionHasSeenTheId_shouldTakeAnother() {
        fill();
        ExtensionIds.Told connection = ids.newConnection();
        assertThat(connection.tell("n200", 200)).isTrue();
        ids.depart("n200");
        ids.depart("n20");
        assertThat(ids.assign("x")).isEqualTo(20);
        assertThat(ids.assign("y")).isEqualTo(ExtensionIds.NONE);
        connection.revoke();
        connection.revoke(); // once counts
        assertThat(ids.assign("y")).isEqualTo(200);
    }

    @Test
    void assign_whenReservedDeparted_shouldNeverReassignIt() {
        ids.assign("ut_metadata");
        ids.depart("ut_metadata");
        fill();
        assertThat(ids.assign("x")).isEqualTo(ExtensionIds.NONE);
    }

    @Test
    void tell_whenTheIdWentToAnotherName_shouldRefuse() {
        fill();
        ids.depart("n20");
        ids.assign("x");
        ExtensionIds.Told connection = ids.newConnection();
        assertThat(connection.tell("n20", 20)).isFalse();
        assertThat(connection.tell("x", 20)).isTrue();
        connection.revoke();
        assertThat(connection.tell("x", 20)).isFalse();
    }
}
