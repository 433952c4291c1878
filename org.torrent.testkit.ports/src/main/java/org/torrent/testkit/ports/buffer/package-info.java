/** Doubles of the buffer port. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.buffer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
