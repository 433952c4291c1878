/** The storage port: pieces on disk, verified and durable. Implemented by org.torrent.storage. */
@Export
@Version("0.1.0")
package org.torrent.spi.storage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
