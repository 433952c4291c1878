/** UDP trackers (BEP 15, 41) over the datagram port. */
package org.torrent.tracker.udp;
