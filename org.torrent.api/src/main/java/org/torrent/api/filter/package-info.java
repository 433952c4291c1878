/** Which addresses are not talked to, as users see and set it. While this is 0.x, a minor version may also take away. */
@Export
@Version("0.1.0")
package org.torrent.api.filter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
