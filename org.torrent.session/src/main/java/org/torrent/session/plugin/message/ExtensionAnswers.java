package org.torrent.session.plugin.message;

import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.session.plugin.entry.ExtensionPluginEntry;

/** Where the answers of {@code ExtensionPlugin}s go on one connection. The torrent's loop only. */
public interface ExtensionAnswers {
    /** What a plugin answered to their handshake: keys to add to ours. */
    void extraKeys(ExtensionPluginEntry from, BencodeDictionary keys);

    /** What a plugin answered to a message. */
    void reply(ExtensionPluginEntry from, byte[] payload);
}
