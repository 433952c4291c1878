package org.torrent.itest.bundle;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;

/** Answers each message with the version of its bundle and the message. Its name comes from the component's properties. */
public final class EchoPlugin implements ExtensionPlugin {
    private String name;
    private String version;

    void activate(Map<String, Object> properties) {
        name = (String) properties.get("test.name");
        version = (String) properties.get("test.version");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
        String text = version + " " + new String(payload, StandardCharsets.UTF_8);
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
