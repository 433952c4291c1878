package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.testkit.LoopbackPair;
import org.torrent.ext.testkit.TestSwarm;

class WatchPluginTest {
    @Test
    void onAlert_whenATorrentFinishes_shouldCountIt() {
        try (TestSwarm swarm = new TestSwarm()) {
            LoopbackPair pair = swarm.pair();
            WatchPlugin before = new WatchPlugin();
            pair.leecher().deploy(before, WatchPlugin.CATEGORIES);

            pair.transfer();

            swarm.await("two alerts", () -> pair.leecher().alerts(WatchPlugin.NAME).size() == 2);
            assertEquals(
                    WatchPlugin.NAME + ": 1 finished so far",
                    pair.leecher().alerts(WatchPlugin.NAME).get(1).message());
            WatchPlugin after = new WatchPlugin();
            after.loadState(before.saveState());
            assertEquals(before.saveState(), after.saveState());
        }
    }

    @Test
    void loadState_whenALaterVersionSavedIt_shouldRefuse() {
        PluginState later = new PluginState(2, new byte[4]);
        assertThrows(IllegalArgumentException.class, () -> new WatchPlugin().loadState(later));
    }
}
