/**
 * The values every bundle speaks: info hash, peer id, piece and block indexes, bit fields. Pure: no I/O, no threads, no
 * clock.
 */
@Export
@Version("1.1.0")
package org.torrent.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
