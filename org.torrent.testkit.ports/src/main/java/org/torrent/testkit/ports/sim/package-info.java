/**
 * Simulated time and threads: every loop of every runtime in a test takes turns on the test's own thread, in an order
 * drawn from a seed. Hours pass in seconds, and the same seed gives the same run.
 */
@Export
@Version("0.1.0")
package org.torrent.testkit.ports.sim;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
