/** The datagram port's conformance suite and what it is made of. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.datagram;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
