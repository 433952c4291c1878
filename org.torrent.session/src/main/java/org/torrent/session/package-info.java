/** The session: torrents by info hash, the listening port, the torrents that a restart resumes. */
package org.torrent.session;
