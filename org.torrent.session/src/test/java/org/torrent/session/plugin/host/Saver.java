package org.torrent.session.plugin.host;

import java.util.ArrayList;
import java.util.List;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;

/** A session plugin that saves what it is told to, for the session and for each torrent, and writes its calls down. */
final class Saver implements SessionPlugin {
    final List<String> calls = new ArrayList<>();
    PluginState ofSession;
    PluginState ofTorrent;
    TorrentContext torrent;
    Runnable inLoad = () -> {};
    Runnable inSave = () -> {};

    static PluginState state(int version, int length) {
        byte[] data = new byte[length];
        java.util.Arrays.fill(data, (byte) version);
        return new PluginState(version, data);
    }

    @Override
    public void loadState(PluginState state) {
        calls.add("session load " + state);
        inLoad.run();
    }

    @Override
    public PluginState saveState() {
        calls.add("session save");
        inSave.run();
        return ofSession;
    }

    @Override
    public void added(SessionContext session) {
        calls.add("added");
    }

    @Override
    public void abort() {
        calls.add("abort");
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
        calls.add("newTorrent");
        torrent = context;
        return new TorrentPlugin() {
            @Override
            public void loadState(PluginState state) {
                calls.add("torrent load " + state);
                inLoad.run();
            }

            @Override
            public PluginState saveState() {
                calls.add("torrent save");
                inSave.run();
                return ofTorrent;
            }

            @Override
            public void onFilesChecked() {
                calls.add("onFilesChecked");
            }
        };
    }
}
