/** The file port: all that the storage asks of a file system, so that a simulated disk can take its place. */
@Export
@Version("0.1.0")
package org.torrent.spi.file;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
