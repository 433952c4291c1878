package org.torrent.example.accounting;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;

/** Accounts by client of each torrent, and by client of all torrents there ever were; the console command {@code accounting:accounts}. */
@Component(
        service = {SessionPlugin.class, Accounting.class},
        configurationPid = "org.torrent.example.accounting",
        property = {
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE,
            "osgi.command.scope=accounting",
            "osgi.command.function=accounts"
        })
@Designate(ocd = AccountingConfiguration.class)
public final class Accounting implements SessionPlugin {
    private final Accounts total = new Accounts();
    private volatile int clients;

    /** Called by Declarative Services; again, on this same object, when the configuration changes. */
    @Activate
    @Modified
    void configure(AccountingConfiguration configuration) {
        clients = configuration.clients();
    }

    /** Before everything else: what an earlier run, or an earlier version of this bundle, counted. */
    @Override
    public void loadState(PluginState state) {
        total.load(state);
    }

    @Override
    public PluginState saveState() {
        return total.save();
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new CountedTorrent(this::add, () -> clients);
    }

    /** Counts for all torrents. */
    void add(String client, Account more) {
        total.add(client, more, clients);
    }

    /** The console command: a line for each client. */
    public List<String> accounts() {
        return total.all().entrySet().stream()
                .map(entry -> entry.getKey() + ": sent " + entry.getValue().sent() + ", received "
                        + entry.getValue().received() + " bytes")
                .toList();
    }
}
