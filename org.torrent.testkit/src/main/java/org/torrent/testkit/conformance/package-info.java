/** Abstract test suites, one per port: every implementation runs the suite of its port. */
@Export
@Version("0.1.0")
package org.torrent.testkit.conformance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
