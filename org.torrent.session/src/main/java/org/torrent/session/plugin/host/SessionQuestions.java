package org.torrent.session.plugin.host;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.torrent.api.AddTorrent;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.TorrentAnswer;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.hook.SessionHook;
import org.torrent.session.plugin.registry.PluginRegistry;

/** What session plugins are asked, on their lanes: whoever asks holds what it is about until the answer is there. Any thread. */
final class SessionQuestions {
    private final PluginRegistry registry;
    private final EngineSession session;

    SessionQuestions(PluginRegistry registry, EngineSession session) {
        this.registry = registry;
        this.session = session;
    }

    private boolean isWanted(SessionHook hook) {
        for (FullPluginEntry plugin : registry.catalog().full()) {
            if (plugin.sessionHooks().has(hook)) {
                return true;
            }
        }
        return false;
    }

    private List<FullPluginEntry> askedBy(SessionHook hook) {
        return registry.catalog().full().stream()
                .filter(plugin -> plugin.sessionHooks().has(hook))
                .toList();
    }

    // ---- torrents that are not here ---------------------------------------------------------------------------------

    /** See {@code PluginsOfSession.wantsUnknownTorrents}. */
    boolean wantsUnknownTorrents() {
        return isWanted(SessionHook.UNKNOWN_TORRENT);
    }

    /** See {@code PluginsOfSession.onUnknownTorrent}. */
    CompletionStage<TorrentAnswer> onUnknownTorrent(TorrentId asked, InetSocketAddress peer) {
        return RankedAnswers.ask(
                session,
                askedBy(SessionHook.UNKNOWN_TORRENT),
                PluginLimits.UNKNOWN_TORRENT_NANOS,
                (plugin, over) -> plugin.sessionHooks()
                        .ask(SessionHook.UNKNOWN_TORRENT, 0, over, own -> torrent(plugin, own, asked, peer)));
    }

    private static TorrentAnswer torrent(
            FullPluginEntry plugin, SessionPlugin own, TorrentId asked, InetSocketAddress peer) {
        AddTorrent answer = own.onUnknownTorrent(asked.infoHash(), peer);
        if (answer == null) {
            return null;
        }
        if (!answer.id().sharesHash(asked)) {
            throw new IllegalStateException("asked for " + asked + " it answered with " + answer.id());
        }
        return new TorrentAnswer(
                plugin.lend(answer), why -> plugin.failed(SessionHook.UNKNOWN_TORRENT.label() + ": " + why));
    }

    // ---- DHT queries ------------------------------------------------------------------------------------------------

    /** See {@code PluginsOfSession.wantsDhtRequests}. */
    boolean wantsDhtRequests() {
        return isWanted(SessionHook.DHT_REQUEST);
    }

    /** See {@code PluginsOfSession.onDhtRequest}. */
    CompletionStage<Optional<BencodeDictionary>> onDhtRequest(
            String query, InetSocketAddress source, BencodeDictionary message, int bytes) {
        return RankedAnswers.<BencodeDictionary>ask(
                        session,
                        askedBy(SessionHook.DHT_REQUEST),
                        PluginLimits.DHT_QUERY_NANOS,
                        (plugin, over) -> ask(plugin, over, bytes, query, source, message))
                .thenApply(Optional::ofNullable);
    }

    private static CompletionStage<BencodeDictionary> ask(
            FullPluginEntry plugin,
            BooleanSupplier over,
            int bytes,
            String query,
            InetSocketAddress source,
            BencodeDictionary message) {
        return plugin.sessionHooks().ask(SessionHook.DHT_REQUEST, bytes, over, own -> {
            Map<String, BencodeValue> response = new TreeMap<>();
            Verdict verdict = own.onDhtRequest(query, source, message, response);
            return verdict == Verdict.HANDLED ? checked(response) : null;
        });
    }

    /** On the lane: what is wrong with it costs the plugin. */
    private static BencodeDictionary checked(Map<String, BencodeValue> given) {
        given.forEach((key, value) -> Objects.requireNonNull(value, () -> "a response without a value of " + key));
        BencodeDictionary response = BencodeDictionary.of(given);
        int bytes = BencodeEncoder.encode(response).length;
        if (bytes > PluginLimits.DHT_RESPONSE_BYTES) {
            throw new IllegalStateException("a response of " + bytes + " bytes, at most "
                    + PluginLimits.DHT_RESPONSE_BYTES + " fit into a datagram");
        }
        return response;
    }
}
