package org.torrent.session;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.alert.Alerts;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;
import org.torrent.session.net.Listeners;
import org.torrent.session.net.TransportDialer;
import org.torrent.session.net.Transports;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.http.LocalAddresses;

/** What of a session's settings changes while it runs, and who has to know. */
final class LiveSettings {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    /** Kinds that may come later without anybody having to wonder. */
    private static final Set<String> OURS = Set.of("tcp", "utp");

    private final WireSetup wires;
    private final TransportDialer dialer;
    private final SlotShares shares;
    private final Listeners listeners;
    private final Transports transports;
    private final Alerts alerts;
    private final Set<String> told = new HashSet<>();
    private volatile TorrentSettings torrents;
    private volatile DialStrategy strategy;
    private volatile SessionSettings current;

    LiveSettings(
            SessionSettings settings,
            WireSetup wires,
            TransportDialer dialer,
            SlotShares shares,
            Listeners listeners,
            Transports transports,
            Alerts alerts) {
        this.wires = wires;
        this.dialer = dialer;
        this.shares = shares;
        this.listeners = listeners;
        this.transports = transports;
        this.alerts = alerts;
        this.current = settings;
        this.torrents = settings.torrents();
        this.strategy = settings.transports();
    }

    /** Settings of each torrent, as they are now. Any thread. */
    TorrentSettings torrents() {
        return torrents;
    }

    /** All settings by their keys, as they are now. Any thread. */
    Map<String, Object> values() {
        return SettingValues.of(current);
    }

    /** Others count from now on; BEP 6 stays, connections agreed on it. Any thread; {@link #follow} must follow. */
    void change(SessionSettings settings) {
        torrents = new TorrentSettings(
                settings.torrents().unchokeSlots(), settings.torrents().maxPeers(), torrents.fastExtension());
        current = new SessionSettings(
                settings.listen(),
                settings.transports(),
                current.poolBytes(),
                current.loops(),
                torrents,
                settings.budgets(),
                settings.hooks());
        strategy = settings.transports();
        wires.limit(settings.budgets());
        dialer.configure(settings.transports(), LocalAddresses.of(settings.listen()));
    }

    /** The part of it that belongs to the session loop. */
    void follow(SessionSettings settings) {
        shares.total(settings.budgets().unchokeSlots());
        listeners.configure(settings.listen(), settings.transports());
        told.clear();
        checkKinds();
    }

    /** Tells of kinds of transport that are configured and not there, once each. On the session loop. */
    void checkKinds() {
        List<String> there = transports.kinds();
        boolean isAnyThere = strategy.kinds().stream().anyMatch(there::contains);
        for (String kind : strategy.kinds()) {
            boolean isMissed = !there.isEmpty() && !there.contains(kind) && (!isAnyThere || !OURS.contains(kind));
            if (isMissed && told.add(kind)) {
                String reason = "there is no transport '" + kind + "', there is " + String.join(", ", there);
                String text = "configuration org.torrent.session, transports (or torrent.transport): " + reason
                        + (isAnyThere ? "; the others are used" : "; nobody is dialled or accepted");
                LOG.error(text);
                alerts.post(
                        AlertType.CONFIGURATION_WRONG,
                        null,
                        () -> text,
                        Map.of(
                                AlertDetail.PID,
                                "org.torrent.session",
                                AlertDetail.KEY,
                                "transports",
                                AlertDetail.REASON,
                                reason));
            }
        }
    }
}
