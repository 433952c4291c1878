/** Which torrents use which files, here and in other processes, so that no two write to one. */
package org.torrent.storage.use;
