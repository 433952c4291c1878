/** The bounded pool of direct blocks: owned by the session, lent through the other ports. */
@Export
@Version("0.1.0")
package org.torrent.spi.buffer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
