package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.torrent.ext.testkit.LoopbackPair;
import org.torrent.ext.testkit.TestPeer;
import org.torrent.ext.testkit.TestSession;
import org.torrent.ext.testkit.TestSwarm;

class HelloPluginTest {
    @Test
    void plugin_whenAPeerOffersTheMessage_shouldSayHelloAndTellWhatItAnswers() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.leecher();
            session.deploy(new HelloPlugin(), HelloPlugin.NAMES, HelloPlugin.LIVE);
            TestPeer peer = session.connect(HelloPlugin.NAME);

            assertEquals("hello", new String(peer.await(HelloPlugin.NAME), StandardCharsets.UTF_8));

            peer.send(HelloPlugin.NAME, "good morning".getBytes(StandardCharsets.UTF_8));
            swarm.await("an alert", () -> !session.alerts(HelloPlugin.NAME).isEmpty());
            assertTrue(session.alerts(HelloPlugin.NAME).get(0).message().endsWith("says good morning"));
        }
    }

    @Test
    void plugin_whenTwoRuntimesHaveIt_shouldGreetBothWays() {
        try (TestSwarm swarm = new TestSwarm()) {
            LoopbackPair pair = swarm.pair();
            pair.seeder().deploy(new HelloPlugin(), HelloPlugin.NAMES, HelloPlugin.LIVE);
            pair.leecher().deploy(new HelloPlugin(), HelloPlugin.NAMES, HelloPlugin.LIVE);

            pair.transfer();

            assertEquals(1, pair.seeder().alerts(HelloPlugin.NAME).size());
            assertEquals(1, pair.leecher().alerts(HelloPlugin.NAME).size());
        }
    }
}
