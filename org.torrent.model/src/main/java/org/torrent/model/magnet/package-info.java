/** Magnet links (BEP 9, BEP 53). Pure. */
@Export
@Version("1.0.0")
package org.torrent.model.magnet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
