/**
 * One torrent on its loop: where life cycle, data, peers and plugins meet, and what others see of it. Everything is
 * touched by the loop that owns the torrent and by nobody else, unless a type says otherwise; readers get immutable
 * snapshots.
 */
package org.torrent.session.torrent;
