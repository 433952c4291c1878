/**
 * Lanes: a thread for each piece of foreign code, so that it can be slow, stuck or flooded at its own cost only. A lane
 * knows nothing of what it runs.
 */
@Export
@Version("0.1.0")
package org.torrent.runtime.lane;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
