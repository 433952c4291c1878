package ${package};

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.model.InfoHash;

/** Answers a message of its own. It runs on a thread of its own: a slow or broken one costs nobody else anything. */
@Component(property = HelloExtension.LIVE)
public final class HelloExtension implements ExtensionPlugin {
    /** What peers know the message by: a key of the m dictionary (BEP 10). */
    static final String NAME = "${artifactId}";

    /** Torrents that run already take it up at once. */
    static final String LIVE = PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE;

    private static final String HELLO = "hello, ";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        if (text.startsWith(HELLO)) {
            return Optional.empty(); // two of us would greet each other for ever
        }
        return Optional.of((HELLO + text).getBytes(StandardCharsets.UTF_8));
    }
}
