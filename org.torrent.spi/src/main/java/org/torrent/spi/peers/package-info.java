/** The peer source port: ways to find peers (trackers, later DHT and LSD), each removable. */
@Export
@Version("0.3.0")
package org.torrent.spi.peers;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
