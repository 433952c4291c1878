/**
 * What embedders and front ends see: the session, torrents, snapshots, alerts. Every type is safe for any thread but the
 * builders. Methods and constants are added in minor versions; what is taken away makes a new major one. Import it up to that
 * ({@code [1.0,2)}).
 *
 * <p>Interfaces are implemented by the session only. Tests of programs that read snapshots make them with the builders,
 * such as {@link org.torrent.api.TorrentSnapshotBuilder}.
 */
@Export
@Version("1.1.0")
package org.torrent.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
