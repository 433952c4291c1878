/**
 * What plugin authors see: interfaces, records, enums and annotations only. A plugin is a plain OSGi service; the
 * session finds it by the whiteboard pattern.
 *
 * <p>Plugins implement the {@code ConsumerType}s, the engine the {@code ProviderType}s. Methods with defaults, types
 * and constants are added in minor versions; what breaks a plugin makes a new major one. Import it up to that ({@code [1.0,2)}).
 */
@Export
@Version("1.0.0")
package org.torrent.ext.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
