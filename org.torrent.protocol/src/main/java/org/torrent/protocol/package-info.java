/**
 * The peer wire protocol (BEP 3, 6, 10): messages, codec, handshakes. Bytes in, messages out; no sockets, threads,
 * files or clock.
 */
@Export
@Version("0.1.0")
package org.torrent.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
