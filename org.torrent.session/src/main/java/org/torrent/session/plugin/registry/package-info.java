/** Who is there: names and their ids, who holds them and who waits, quarantine, the watch over all, what readers see. */
package org.torrent.session.plugin.registry;
