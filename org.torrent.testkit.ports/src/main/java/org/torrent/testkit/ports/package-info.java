/** Waiting for what real threads do. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
