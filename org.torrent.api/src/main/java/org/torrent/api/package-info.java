/** What embedders and front ends see: the session, torrents, snapshots, alerts. Every type is safe for any thread. */
@Export
@Version("0.1.0")
package org.torrent.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
