/** Names of trackers' hosts: one resolver for all torrents. */
package org.torrent.tracker.names;
