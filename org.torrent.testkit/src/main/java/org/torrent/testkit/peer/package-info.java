/** Scripted peers: honest, lying, stalling, flooding, garbage. They speak by the shipped codec over any transport. */
@Export
@Version("0.1.0")
package org.torrent.testkit.peer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
