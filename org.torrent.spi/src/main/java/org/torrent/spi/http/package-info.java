/** The HTTP port: one client, and one rule of what is local, for trackers, sources and later web seeds. */
@Export
@Version("0.2.0")
package org.torrent.spi.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
