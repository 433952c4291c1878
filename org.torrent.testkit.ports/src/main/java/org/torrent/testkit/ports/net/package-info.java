/** A simulated network behind the transport port: latency, bandwidth, loss, refusal, partition, reset at any byte. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
