package org.torrent.session.plugin;

/** What a plugin's service is. */
public enum PluginKind {
    /** An {@code ExtensionPlugin}. */
    EXTENSION("extension"),
    /** A {@code SessionPlugin}. */
    SESSION("full"),
    /** A {@code TorrentPluginFactory}. */
    FACTORY("full");

    private final String text;

    PluginKind(String text) {
        this.text = text;
    }

    /** As readers see it: {@code PluginSnapshot.kind}. */
    public String text() {
        return text;
    }
}
