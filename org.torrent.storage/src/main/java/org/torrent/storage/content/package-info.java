/** A torrent's bytes as files: where each span lies, and names that never lead out of the torrent's root. */
package org.torrent.storage.content;
