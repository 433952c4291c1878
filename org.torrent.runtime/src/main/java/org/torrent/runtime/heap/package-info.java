/** What happens when the heap is full: threads go on, and a guard looks whether anything can. Knows nothing of torrents. */
@Export
@Version("0.1.0")
package org.torrent.runtime.heap;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
