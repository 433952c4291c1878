/** Whole runtimes of shipped classes on the simulated network, clock and disk. */
@Export
@Version("0.1.0")
package org.torrent.testkit.swarm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
