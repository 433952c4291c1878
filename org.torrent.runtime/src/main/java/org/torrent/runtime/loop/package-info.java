/** The shipped loops, clock and randomness behind the runtime ports. */
@Export
@Version("0.1.0")
package org.torrent.runtime.loop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
