/** The transport port: connections that carry bytes. Implemented by org.torrent.wire. */
@Export
@Version("0.1.0")
package org.torrent.spi.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
