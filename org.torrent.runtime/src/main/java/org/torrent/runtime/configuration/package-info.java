/** Reads the configuration that a container hands to a component, value by value. */
@Export
@Version("0.1.0")
package org.torrent.runtime.configuration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
