package org.torrent.example.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;

class CommentExtensionTest {
    private final CommentExtension plugin = new CommentExtension();
    private final InfoHash infoHash = InfoHash.of(new byte[InfoHash.LENGTH]);
    private final InetSocketAddress peer = new InetSocketAddress("192.0.2.1", 6881);

    @Test
    void onHandshake_whenAPeerGreets_shouldAddAComment() {
        assertThat(plugin.onHandshake(infoHash, peer, BencodeDictionary.empty()).orElseThrow())
                .containsKey("comment");
    }

    @Test
    void onMessage_whenItIsAComment_shouldThank() {
        byte[] reply = plugin.onMessage(infoHash, peer, "nice".getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(new String(reply, StandardCharsets.UTF_8)).isEqualTo("thanks for \"nice\"");
        assertThat(plugin.onMessage(infoHash, peer, reply)).isEmpty();
    }
}
