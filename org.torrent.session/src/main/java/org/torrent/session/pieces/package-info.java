/** A torrent's data: its storage, its pieces, who is to blame for bad ones. Knows no connections. */
package org.torrent.session.pieces;
