package org.torrent.session.torrent;

import org.torrent.api.TorrentException;
import org.torrent.model.TorrentId;

/** A plugin kept a torrent from pausing or going on: nothing has changed. */
final class KeptByPlugin extends TorrentException {
    private static final long serialVersionUID = 1L;

    /**
     * In one line.
     *
     * @param what is so now
     * @param plugin empty when it is gone
     */
    KeptByPlugin(String what, String plugin, TorrentId torrent) {
        super(what
                + (plugin.isEmpty()
                        ? ""
                        : ": the plugin " + plugin + " keeps it from that; switch it off there"
                                + " (torrent:plugin NAME disable "
                                + torrent.text().substring(0, SHOWN_DIGITS) + ")"));
    }

    private static final int SHOWN_DIGITS = 8;
}
