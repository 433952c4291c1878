/** One plugin service while it is registered: where it came from, its guarded calls, what it costs. */
package org.torrent.session.plugin.entry;
