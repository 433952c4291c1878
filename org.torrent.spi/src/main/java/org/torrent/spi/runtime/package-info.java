/** Clock, threads and randomness as ports, so that shipped classes run unchanged in a simulation. */
@Export
@Version("0.1.0")
package org.torrent.spi.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
