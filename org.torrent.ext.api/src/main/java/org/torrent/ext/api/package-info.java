/**
 * What plugin authors see: interfaces, records, enums and annotations only. A plugin is a plain OSGi service; the
 * session finds it by the whiteboard pattern.
 */
@Export
@Version("0.1.0")
package org.torrent.ext.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
