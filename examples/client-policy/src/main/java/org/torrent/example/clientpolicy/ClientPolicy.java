package org.torrent.example.clientpolicy;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** Judges every connection of every torrent, by the rules that are configured now. */
@Component(
        configurationPid = "org.torrent.example.clientpolicy",
        property = PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE)
@Designate(ocd = ClientPolicyConfiguration.class)
public final class ClientPolicy implements TorrentPluginFactory {
    private volatile Rules rules; // read by the torrents' loops

    /** Called by Declarative Services; again, on this same object, when the configuration changes. */
    @Activate
    @Modified
    void configure(ClientPolicyConfiguration configuration) {
        rules = Rules.of(configuration);
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext peer) {
                return new JudgedPeer(torrent, peer, () -> rules);
            }
        };
    }
}
