/** Tracker exchange (BEP 28): trackers from and for peers, as a full plugin like any other. */
package org.torrent.ext.trackers;
