/**
 * The I/O side of a connection: decodes on the transport's threads, posts batches to the torrent's loop, accounts for
 * what is queued in either direction. No torrent logic.
 */
package org.torrent.session.wire;
