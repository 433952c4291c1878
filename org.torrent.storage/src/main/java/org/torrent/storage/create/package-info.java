/** Hashing files into the parts of a new torrent. */
package org.torrent.storage.create;
