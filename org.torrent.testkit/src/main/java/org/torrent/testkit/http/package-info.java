/**
 * HTTP on the simulated network: the HTTP port over simulated connections, with the shipped client's own reading of
 * URLs, redirects and answers.
 */
@Export
@Version("0.1.0")
package org.torrent.testkit.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
