/** The storage as the port has it: opens torrents, makes new ones, closes everything. */
package org.torrent.storage.disk;
