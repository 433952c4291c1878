/**
 * A watch over loops that run foreign code: a loop marks what it calls, a thread looks at the marks, names what runs too
 * long, interrupts it, and gives up the loop at last. Knows nothing of torrents.
 */
@Export
@Version("0.1.0")
package org.torrent.runtime.watch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
