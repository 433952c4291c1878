/**
 * What the engine sees of the plugin runtime: three doors ({@code PluginsOf...}) that it calls, three ports
 * ({@code Engine...}) that it lends, and the values that pass. See {@code PLUGIN-RUNTIME.md}.
 */
package org.torrent.session.plugin;
