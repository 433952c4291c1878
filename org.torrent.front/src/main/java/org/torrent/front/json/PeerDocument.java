package org.torrent.front.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.PeerSnapshot;
import org.torrent.front.text.Addresses;
import org.torrent.model.TorrentId;

/** A connection: an element of {@code torrent:peers}. */
public final class PeerDocument {
    private static final String[] SOURCES = {"tracker", "dht", "pex", "lsd", "resume", "incoming", "user"};

    private PeerDocument() {}

    /** A torrent's connections. */
    public static Map<String, Object> list(TorrentId torrent, List<PeerSnapshot> peers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info_hash", torrent.infoHash());
        document.put("peers", peers.stream().map(PeerDocument::of).toList());
        return document;
    }

    /** The document. */
    public static Map<String, Object> of(PeerSnapshot peer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("address", Addresses.text(peer.remote()));
        document.put("local", Addresses.text(peer.local()));
        document.put("client", peer.client());
        document.put("outgoing", peer.outgoing());
        document.put("am_choking", peer.amChoking());
        document.put("am_interested", peer.amInterested());
        document.put("peer_choking", peer.peerChoking());
        document.put("peer_interested", peer.peerInterested());
        document.put("fast", peer.fast());
        document.put("extended", peer.extended());
        document.put("pieces", peer.piecesHad());
        document.put("source", sources(peer.source()));
        document.put("download_rate", peer.downloadRate());
        document.put("upload_rate", peer.uploadRate());
        document.put("downloaded_bytes", peer.downloadedBytes());
        document.put("uploaded_bytes", peer.uploadedBytes());
        document.put("outstanding_requests", peer.outstandingRequests());
        document.put("queued_requests", peer.queuedRequests());
        document.put("extensions", peer.extensions());
        return document;
    }

    /** Who named the peer: names of the bits of {@link PeerSnapshot#source}. */
    public static List<String> sources(int bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SOURCES.length; i++) {
            if ((bits & 1 << i) != 0) {
                names.add(SOURCES[i]);
            }
        }
        return names;
    }
}
