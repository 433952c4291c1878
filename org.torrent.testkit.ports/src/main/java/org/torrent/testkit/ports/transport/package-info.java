/** The transport port's conformance suite and what it is made of. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
