/**
 * One torrent on its loop: life cycle, peers, download, upload. Sees ports only. Everything here is touched by the loop
 * that owns the torrent and by nobody else, unless a type says otherwise; readers get immutable snapshots.
 */
package org.torrent.session.torrent;
