package org.torrent.example.comment;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** Greets by a key of the extension handshake, and answers a comment with a thank you. */
@Component(property = PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE)
public final class CommentExtension implements ExtensionPlugin {
    @Override
    public String name() {
        return "ut_comment";
    }

    @Override
    public Optional<Map<String, BencodeValue>> onHandshake(
            InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
        return Optional.of(Map.of("comment", BencodeString.of("what do you think of it?")));
    }

    @Override
    public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
        String comment = new String(payload, StandardCharsets.UTF_8);
        boolean thanks = comment.startsWith("thanks for "); // two of us would thank each other for ever
        return thanks
                ? Optional.empty()
                : Optional.of(("thanks for \"" + comment + "\"").getBytes(StandardCharsets.UTF_8));
    }
}
