/** Stages between bytes and messages that exist for tests only: a cipher anybody can read, a rate limit, a greeting. */
@Export
@Version("0.1.0")
package org.torrent.testkit.stage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
