/** The session's bounded pool of direct buffers, lent through the ports. Thread-safe. */
package org.torrent.session.buffer;
