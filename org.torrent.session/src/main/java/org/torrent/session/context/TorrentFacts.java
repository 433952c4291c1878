package org.torrent.session.context;

import java.util.List;
import java.util.Optional;
import org.torrent.api.AddTorrent;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;

/** Who a torrent is: what it was added with and, once known, its metadata. Any thread. */
public final class TorrentFacts {
    private final TorrentId id;
    private final InfoHash infoHash;
    private final int number;
    private final AddTorrent parameters;
    private volatile Metainfo metainfo;
    private volatile List<List<String>> moreTrackers = List.of();
    private volatile List<List<String>> editedTrackers; // null while the user left them as they are
    private final LearnedTrackers learned = new LearnedTrackers();

    /** As it was added. */
    public TorrentFacts(TorrentId id, int number, AddTorrent parameters) {
        this.id = id;
        this.infoHash = id.infoHash();
        this.number = number;
        this.parameters = parameters;
        this.metainfo = parameters.metainfo().orElse(null);
    }

    /** What it is. */
    public TorrentId id() {
        return id;
    }

    /** Its name on the wire. */
    public InfoHash infoHash() {
        return infoHash;
    }

    /** Its place in the session's list. */
    public int number() {
        return number;
    }

    /** What it was added with. */
    public AddTorrent parameters() {
        return parameters;
    }

    /** The metadata, once known. */
    public Optional<Metainfo> metainfo() {
        return Optional.ofNullable(metainfo);
    }

    /** The metadata is known now. On the torrent's loop. */
    public void metainfo(Metainfo known) {
        metainfo = known;
    }

    /** The metadata as the peers send it, once known; a copy. */
    public Optional<byte[]> rawInfo() {
        return metainfo().map(known -> {
            byte[] info = new byte[known.rawInfo().remaining()];
            known.rawInfo().get(info);
            return info;
        });
    }

    /** Its name; the magnet's or the info hash while it is unknown. */
    public String name() {
        Metainfo known = metainfo;
        return known != null ? known.name() : Metadata.name(parameters, id);
    }

    /** Whether only its trackers may name peers (BEP 27); false while the metadata is unknown. */
    public boolean isPrivate() {
        Metainfo known = metainfo;
        return known != null && known.isPrivate();
    }

    /** Tracker URLs in tiers (BEP 12): those that were named, then those that plugins told of. */
    public List<List<String>> trackers() {
        return isPrivate() ? namedTrackers() : Metadata.merged(namedTrackers(), learned.tiers());
    }

    /** What plugins told of trackers; not believed while the torrent is private. */
    public LearnedTrackers learned() {
        return learned;
    }

    /** The trackers of the .torrent file or the link, then those that somebody named later. */
    public List<List<String>> namedTrackers() {
        List<List<String>> edited = editedTrackers;
        return edited != null ? edited : Metadata.merged(firstTrackers(), moreTrackers);
    }

    /** The user wants these in place of all that were named so far. On the torrent's loop. */
    public void namedTrackers(List<List<String>> tiers) {
        editedTrackers = Metadata.merged(List.of(), tiers);
    }

    /** Those of the .torrent file or the link. */
    private List<List<String>> firstTrackers() {
        Metainfo known = metainfo;
        return known != null ? known.trackers() : Metadata.trackers(parameters);
    }

    /** Somebody named more trackers. Tells whether some are new. On the torrent's loop. */
    public boolean addTrackers(List<List<String>> tiers) {
        List<List<String>> before = namedTrackers();
        moreTrackers = Metadata.merged(moreTrackers, tiers);
        if (editedTrackers != null) {
            editedTrackers = Metadata.merged(before, tiers);
        }
        return !namedTrackers().equals(before);
    }

    /** Whether neither the torrent nor the user named the tracker. */
    public boolean isHearsay(String tracker) {
        return namedTrackers().stream().noneMatch(tier -> tier.contains(tracker));
    }

    /** Who named one of the trackers, for people. */
    public String sourceOf(String tracker) {
        boolean isFirst = firstTrackers().stream().anyMatch(tier -> tier.contains(tracker));
        boolean isUsers = namedTrackers().stream().anyMatch(tier -> tier.contains(tracker));
        return isFirst ? "torrent" : isUsers ? "user" : learned.sourceOf(tracker);
    }

    /** Indexes of the files to fetch; empty for all. */
    public List<Integer> wantedFiles() {
        Metainfo known = metainfo;
        return known == null ? parameters.wantedFiles() : Metadata.wantedFiles(parameters, known);
    }

    /** What a restart adds it with: the metadata if known by now, paused or not. */
    public AddTorrent toResume(boolean paused) {
        Metainfo known = metainfo;
        AddTorrent.Builder current =
                parameters.toBuilder().peers(List.of()).paused(paused).userData(null);
        parameters
                .magnet()
                .ifPresent(magnet -> current.magnet(magnet.withTrackers(
                        namedTrackers().stream().flatMap(List::stream).toList())));
        if (known != null) {
            current.metainfo(known.withTrackers(namedTrackers())).wantedFiles(Metadata.wantedFiles(parameters, known));
        }
        return current.build();
    }
}
