package org.torrent.example.accounting;

import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.TorrentPlugin;

/** One torrent: its own accounts, saved with the torrent and removed with it. */
final class CountedTorrent implements TorrentPlugin {
    private final BiConsumer<String, Account> total;
    private final IntSupplier clients;
    private final Accounts accounts = new Accounts();

    /**
     * Nothing is counted yet.
     *
     * @param total counts for all torrents
     * @param clients how many are counted apart now
     */
    CountedTorrent(BiConsumer<String, Account> total, IntSupplier clients) {
        this.total = total;
        this.clients = clients;
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
        return new CountedPeer(this::add, peer);
    }

    private void add(String client, Account more) {
        accounts.add(client, more, clients.getAsInt());
        total.accept(client, more);
    }
}
