/** The plugin runtime put together: what stands behind the doors of the session, of a torrent, of a connection. */
package org.torrent.session.plugin.host;
