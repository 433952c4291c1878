/** What plugins saved: in memory, and in the storage's states. */
package org.torrent.session.plugin.state;
