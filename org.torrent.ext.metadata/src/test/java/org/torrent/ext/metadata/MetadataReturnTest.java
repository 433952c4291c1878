package org.torrent.ext.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrent.testkit.swarm.ReturningExtension;

/** The bundle comes and goes in the middle of a transfer. */
class MetadataReturnTest {
    @Test
    void bundle_whenItStopsStartsAgainAndIsUpdated_shouldTellPeersOnlyOfTheFirst() {
        ReturningExtension returning = new ReturningExtension(MetadataPlugin::new, MetadataPlugin.NAME);
        returning.check();
        assertThat(returning.messages()).as("nobody asked").isZero();
    }
}
