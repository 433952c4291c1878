/**
 * The typed way into a loop: one mailbox per torrent and one for the session. Whatever may enter is listed in {@link
 * TorrentInput} and {@link SessionInput}; a torrent that was taken over receives nothing any more.
 */
package org.torrent.session.mailbox;
