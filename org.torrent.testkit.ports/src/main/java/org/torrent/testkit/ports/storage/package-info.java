/** What every storage must do, and what its listeners keep. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.storage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
