package org.torrent.session.torrent;

import org.torrent.api.TorrentException;

/** What the user wanted can't be: nothing has changed. */
final class RefusedEdit extends TorrentException {
    private static final long serialVersionUID = 1L;

    RefusedEdit(String message) {
        super(message);
    }
}
