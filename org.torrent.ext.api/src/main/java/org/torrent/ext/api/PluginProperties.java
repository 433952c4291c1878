package org.torrent.ext.api;

/** Service properties of plugins. */
public interface PluginProperties {
    /**
     * {@code String} or {@code String[]}: extension names a {@link SessionPlugin} or {@link TorrentPluginFactory} speaks. The engine assigns
     * their ids; a name it does not declare is removed from {@code m} and counted.
     */
    String EXTENSION_NAMES = "torrent.extension.names";

    /** {@code String}: {@link #ADOPTION_START} or {@link #ADOPTION_LIVE}, when running torrents pick the plugin up. */
    String ADOPTION = "torrent.adoption";

    /** Torrents adopt the plugin at their start: the default. */
    String ADOPTION_START = "start";

    /** Running torrents adopt the plugin at once. */
    String ADOPTION_LIVE = "live";

    /**
     * {@code String} or {@code String[]}: categories of alerts that {@link SessionPlugin#onAlert} wants, by their names in
     * lower case, such as {@code storage}. Without it: all.
     */
    String ALERT_CATEGORIES = "torrent.alert.categories";
}
