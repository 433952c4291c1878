/** Small states of the session as files. */
package org.torrent.storage.state;
