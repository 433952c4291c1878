/** Turns what the user names (a .torrent file, a magnet link, a URL) into something the session can add. */
package org.torrent.console.source;
