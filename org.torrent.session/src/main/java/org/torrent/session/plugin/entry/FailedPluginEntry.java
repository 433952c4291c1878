package org.torrent.session.plugin.entry;

import java.util.List;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.guard.LastError;
import org.torrent.session.plugin.guard.Patience;

/** A plugin whose service can't be had: refused, until it is reset or leaves. Any thread. */
public final class FailedPluginEntry extends PluginEntry {
    private final PluginKind kind;

    /**
     * It is called as it was known before.
     *
     * @param reason for people
     * @param stack of what it threw; empty for nothing
     */
    public FailedPluginEntry(
            PluginEnvironment environment, PluginKind kind, PluginOrigin origin, String reason, String stack) {
        super(environment, origin.label(), origin, (entry, why) -> {});
        this.kind = kind;
        refuse(reason);
        lastError(LastError.NONE.followed(reason, environment.clock().wallMillis(), stack));
    }

    @Override
    int messagesPerSource(PluginLimits limits) {
        return limits.laneMessagesPerPeer();
    }

    @Override
    public String kind() {
        return kind.text();
    }

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public void leave() {
        // nothing of it was ever called
    }

    @Override
    public boolean awaitLeft(Patience patience) {
        return true;
    }
}
