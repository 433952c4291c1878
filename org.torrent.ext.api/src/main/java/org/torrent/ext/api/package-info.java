/**
 * What plugin authors see: interfaces, records, enums and annotations only. A plugin is a plain OSGi service; the
 * session finds it by the whiteboard pattern.
 *
 * <p>Plugins implement the {@code ConsumerType}s, the engine the {@code ProviderType}s. While this is 0.x, a minor version
 * may break both: import it up to the next one ({@code [0.1,0.2)}).
 */
@Export
@Version("0.1.0")
package org.torrent.ext.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
