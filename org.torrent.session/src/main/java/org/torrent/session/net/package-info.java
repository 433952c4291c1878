/**
 * The session's way to and from its peers, whatever carries the bytes: the transports that are there, which of them a
 * dial tries and in which order, and the ports peers reach us on. Knows no torrent.
 */
package org.torrent.session.net;
