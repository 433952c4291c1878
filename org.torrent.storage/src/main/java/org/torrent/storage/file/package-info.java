/** The one small port every file access goes through, its real implementation, and the cache of open files. */
package org.torrent.storage.file;
