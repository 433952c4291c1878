/**
 * What the engine does with one connected peer: the messages of BEP 3, 6 and 10 by a table, what is asked of the peer and
 * what it is given. Knows nothing of the other peers.
 */
package org.torrent.session.connection;
