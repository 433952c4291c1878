/** One torrent's pieces: writing, hashing, checking, reading. All bookkeeping happens on the session's writer loop. */
package org.torrent.storage.piece;
