/**
 * A torrent's peers: whom it knows and dials, whom it admits, serves and drops, and the searches that name more. On the
 * torrent's loop.
 */
package org.torrent.session.peers;
