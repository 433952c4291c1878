/**
 * What a user may name, made into what the session adds: .torrent files, URLs of them, magnet links. {@link
 * org.torrent.front.source.Sources} tries the kinds in turn; a new kind is a {@link org.torrent.front.source.SourceKind}
 * and a line there.
 */
@Export
@Version("0.1.0")
package org.torrent.front.source;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
