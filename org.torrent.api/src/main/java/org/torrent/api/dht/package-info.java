/** What front ends see of the DHT node (BEP 5): how it is doing, and its items (BEP 44). Provided by org.torrent.dht. */
@Export
@Version("0.1.0")
package org.torrent.api.dht;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
