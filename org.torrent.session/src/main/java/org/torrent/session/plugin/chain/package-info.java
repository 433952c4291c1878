/** Full plugins: the chains of a torrent and of a connection, called in order, and the contexts they hold. */
package org.torrent.session.plugin.chain;
