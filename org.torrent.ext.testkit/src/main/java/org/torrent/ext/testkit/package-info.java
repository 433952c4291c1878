/**
 * The test kit of plugin authors: the shipped session in memory, scripted peers and loopback pairs, on a simulated network and
 * clock. A unit test needs no container, no network and no waiting, and gives the same result each time. Begin with
 * {@link org.torrent.ext.testkit.TestSwarm}.
 *
 * <p>Everything runs on the test's thread, and only while one of these methods is called: time stands still otherwise. What
 * does not happen within five simulated minutes fails the test with a line that says what.
 *
 * <p>This package is 0.x: it is no part of the promise that {@code org.torrent.ext.api} makes, and may change in a minor version.
 */
@Export
@Version("0.1.0")
package org.torrent.ext.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
