/**
 * .torrent files (BEP 3, 12, 19, 47; hybrids of BEP 52 as version 1): reading them without trusting them, and writing
 * them. Pure.
 */
@Export
@Version("1.1.0")
package org.torrent.model.metainfo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
