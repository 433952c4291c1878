/** What every implementation of the HTTP port does, and a web server that says any bytes. */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
