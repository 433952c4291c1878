/** Torrents made from a seed, with their payload. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.torrent;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
