package org.torrent.session.torrent;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.Alert;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;

/** A torrent as the plugin runtime sees it. */
final class TorrentPluginPort implements EngineTorrent {
    private final Torrent torrent;

    TorrentPluginPort(Torrent torrent) {
        this.torrent = torrent;
    }

    @Override
    public TorrentId id() {
        return torrent.id();
    }

    @Override
    public void post(PluginCall call, Runnable task) {
        torrent.loop().execute(task);
    }

    @Override
    public boolean inLoop() {
        return torrent.loop().inLoop();
    }

    @Override
    public Optional<byte[]> metadata() {
        return torrent.metainfo().map(metainfo -> {
            byte[] info = new byte[metainfo.rawInfo().remaining()];
            metainfo.rawInfo().get(info);
            return info;
        });
    }

    @Override
    public boolean isPrivate() {
        return torrent.isPrivate();
    }

    @Override
    public TorrentSnapshot snapshot() {
        return torrent.snapshot();
    }

    @Override
    public Object userData() {
        return torrent.userData();
    }

    @Override
    public CompletionStage<Boolean> supplyMetadata(byte[] info) {
        return torrent.supplyMetadata(info);
    }

    @Override
    public void postAlert(Alert alert) {
        torrent.services().alerts().post(alert);
    }
}
