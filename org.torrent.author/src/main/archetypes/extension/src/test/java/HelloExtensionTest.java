package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.torrent.ext.testkit.TestPeer;
import org.torrent.ext.testkit.TestSession;
import org.torrent.ext.testkit.TestSwarm;

class HelloExtensionTest {
    @Test
    void onMessage_whenAPeerSaysSomething_shouldGreetIt() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.seeder();
            session.deploy(new HelloExtension(), HelloExtension.LIVE);
            TestPeer peer = session.connect(HelloExtension.NAME);

            byte[] answer = peer.ask(HelloExtension.NAME, "world".getBytes(StandardCharsets.UTF_8));

            assertEquals("hello, world", new String(answer, StandardCharsets.UTF_8));
        }
    }
}
