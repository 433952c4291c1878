/** A simulated disk behind the storage's file port: page cache and platter apart, power cuts, failing calls. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.disk;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
