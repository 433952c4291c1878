/** Text that people and programs both read: addresses, links, and which characters are not fit to be shown. Pure. */
@Export
@Version("0.1.0")
package org.torrent.front.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
