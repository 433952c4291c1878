/** Message extensions: events of connections become calls on the lanes of {@code ExtensionPlugin}s. */
package org.torrent.session.plugin.message;
