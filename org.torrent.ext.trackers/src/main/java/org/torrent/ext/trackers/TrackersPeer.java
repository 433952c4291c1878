package org.torrent.ext.trackers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;

/** Tracker exchange on one connection, both ways. The torrent's loop. */
final class TrackersPeer implements PeerPlugin {
    private static final String DIGEST = "tr";

    /** What they may call it; the first one they offer is used. */
    private static final List<String> NAMES = List.of(TrackersPlugin.WIRE_NAME, TrackersPlugin.NAME);

    private final TrackersHub torrent;
    private final PeerContext peer;
    private final Conversation conversation;

    TrackersPeer(TrackersHub torrent, PeerContext peer) {
        this.torrent = torrent;
        this.peer = peer;
        boolean late = !peer.extensionNames().isEmpty(); // an update of this bundle: it may have been told just now
        this.conversation = new Conversation(late ? torrent.intervalNanos() : TrackersLimits.FIRST_NANOS);
    }

    @Override
    public void addHandshake(HandshakeBuilder handshake) {
        if (torrent.speaks()) {
            handshake.put(DIGEST, BencodeString.of(conversation.digest(torrent.list())));
        } else {
            NAMES.forEach(handshake::withhold);
        }
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        Optional<BencodeDictionary> offered = handshake.dictionary("m");
        boolean speaks = NAMES.stream().anyMatch(name -> offered.flatMap(names -> names.get(name))
                .filter(id -> !id.equals(BencodeInteger.of(0)))
                .isPresent());
        if (speaks) {
            byte[] digest = handshake.string(DIGEST).map(BencodeString::bytes).orElse(new byte[0]);
            conversation.greeted(digest, torrent.list(), torrent.nowNanos());
        }
        return true;
    }

    @Override
    public Verdict onExtended(int length, int id, byte[] body) {
        if (NAMES.stream().noneMatch(name -> peer.localId(name).equals(OptionalInt.of(id)))) {
            return Verdict.PASS;
        }
        if (torrent.speaks() && conversation.admits(torrent.nowNanos())) {
            TrackerMessage.parse(body).ifPresent(this::handle);
        }
        return Verdict.HANDLED;
    }

    private void handle(TrackerMessage message) {
        conversation.remember(
                message.added().stream().filter(TrackerUrls::acceptable).toList());
        torrent.named(message.added(), peer.remote().getAddress());
    }

    @Override
    public void tick() {
        List<String> news = conversation.due(torrent::list, torrent.intervalNanos(), torrent.nowNanos());
        Optional<String> theirName =
                NAMES.stream().filter(peer.extensionNames()::contains).findFirst();
        if (!news.isEmpty() && theirName.isPresent()) {
            byte[] message = new TrackerMessage(news).encode();
            peer.send(theirName.get(), message).whenComplete((done, failed) -> {
                if (failed != null) {
                    conversation.untold(news);
                }
            });
        } else {
            conversation.untold(news);
        }
    }
}
