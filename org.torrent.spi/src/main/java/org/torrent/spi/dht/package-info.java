/** The port of a DHT node (BEP 5): who is asked about the queries that it gets, and what peers tell of theirs. */
@Export
@Version("0.2.0")
package org.torrent.spi.dht;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
