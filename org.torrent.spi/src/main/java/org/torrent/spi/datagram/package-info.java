/** The datagram port: one UDP socket per address, shared by all who need one. Implemented by org.torrent.wire. */
@Export
@Version("0.1.0")
package org.torrent.spi.datagram;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
