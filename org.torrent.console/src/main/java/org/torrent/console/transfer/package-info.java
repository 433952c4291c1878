/** Runs torrents for a command of the command line: adds them, waits for them, shows how they get on. */
package org.torrent.console.transfer;
