/** Text for people at a terminal: safe, aligned, humanised. Pure. */
package org.torrent.console.text;
