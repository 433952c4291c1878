/**
 * What is known of the files of a deploy folder. It knows nothing of torrents: front ends show it, whoever waits for plugins
 * asks it. While this is 0.x, a minor version may also take away.
 */
@Export
@Version("0.2.0")
package org.torrent.api.deploy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
