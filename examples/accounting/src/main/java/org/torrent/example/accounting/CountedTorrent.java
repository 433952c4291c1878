package org.torrent.example.accounting;

import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.TorrentPlugin;

/** One torrent: its own accounts, saved with the torrent and removed with it. */
final class CountedTorrent implements TorrentPlugin {
    private final Accounting accounting;
    private final Accounts accounts = new Accounts();

    CountedTorrent(Accounting accounting) {
        this.accounting = accounting;
    }

    @Override
    public void loadState(PluginState state) {
        accounts.load(state);
    }

    @Override
    public PluginState saveState() {
        return accounts.save();
    }

    @Override
    public PeerPlugin newConnection(PeerContext peer) {
        return new CountedPeer(this, peer);
    }

    void add(String client, Account more) {
        accounts.add(client, more, accounting.clients());
        accounting.add(client, more);
    }
}
