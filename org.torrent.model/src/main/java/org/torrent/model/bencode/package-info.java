/** Bounded bencode, tolerant about style (BEP 3): values, token walker, decoder, encoder. Pure. */
@Export
@Version("1.0.0")
package org.torrent.model.bencode;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
