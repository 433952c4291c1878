/** HTTP and HTTPS trackers (BEP 3, 7, 23) over the HTTP port. */
package org.torrent.tracker.http;
