/**
 * The session's snapshots as JSON documents: the schema of docs/console-json.md, which is only ever extended. A document
 * is a map in the order of its fields; {@link org.torrent.front.json.Json} writes it. Pure; any thread.
 */
@Export
@Version("0.1.0")
package org.torrent.front.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
