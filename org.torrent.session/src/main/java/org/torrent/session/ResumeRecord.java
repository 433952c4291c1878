package org.torrent.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrent.api.AddTorrent;
import org.torrent.model.HostPort;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.magnet.MagnetException;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.net.LiteralAddress;

/**
 * What a restart needs to know of one torrent. Stored as bencode: the raw {@code info}, or the magnet while that is
 * unknown.
 *
 * @param id the torrent
 * @param number its place
 * @param parameters as it was added, with the metadata if that became known since
 * @param plugins names of the plugins it ran with
 * @param peers whom it knew
 */
record ResumeRecord(TorrentId id, int number, AddTorrent parameters, List<String> plugins, KeptPeers peers) {
    private static final int RECORD_BYTES = 34 << 20;
    private static final int VERSION = 1; // records without one were written before there was any

    /** The plugins that any of the torrents ran with and that are not there. */
    static List<String> missingPlugins(List<ResumeRecord> records, List<String> there) {
        return records.stream()
                .flatMap(record -> record.plugins().stream())
                .filter(name -> !there.contains(name))
                .distinct()
                .toList();
    }

    byte[] encode() {
        Map<String, BencodeValue> all = new TreeMap<>();
        all.put("version", BencodeInteger.of(VERSION));
        all.put("info_hash", BencodeString.of(id.bytes()));
        all.put("number", BencodeInteger.of(number));
        parameters.metainfo().ifPresent(m -> {
            all.put("info", BencodeString.of(bytes(m.rawInfo())));
            all.put("trackers", tiers(m.trackers()));
        });
        parameters.magnet().ifPresent(m -> all.put("magnet", BencodeString.of(m.toString())));
        all.put("directory", BencodeString.of(parameters.directory().toString()));
        all.put("paused", BencodeInteger.of(parameters.paused() ? 1 : 0));
        all.put("sequential", BencodeInteger.of(parameters.sequential() ? 1 : 0));
        all.put(
                "files",
                new BencodeList(parameters.wantedFiles().stream()
                        .<BencodeValue>map(BencodeInteger::of)
                        .toList()));
        parameters.label().ifPresent(label -> all.put("label", BencodeString.of(label)));
        all.put("plugins", strings(plugins));
        all.put("named", endpoints(peers.named()));
        all.put("peers", endpoints(peers.found()));
        return BencodeEncoder.encode(BencodeDictionary.of(all));
    }

    /** @throws IllegalArgumentException when the bytes are no record */
    static ResumeRecord decode(byte[] bytes) {
        try {
            BencodeDictionary all = (BencodeDictionary) BencodeDecoder.decode(bytes, limits());
            checkVersion(all);
            AddTorrent parameters = source(all)
                    .paused(all.integer("paused").orElse(0) == 1)
                    .sequential(all.integer("sequential").orElse(0) == 1)
                    .wantedFiles(integers(all.list("files")))
                    .label(all.string("label").map(BencodeString::text).orElse(null))
                    .build();
            TorrentId id = TorrentId.of(all.string("info_hash").orElseThrow().bytes());
            requireOwn(parameters, id);
            int number = (int) all.integer("number").orElse(0);
            KeptPeers peers = new KeptPeers(addresses(all.list("named")), addresses(all.list("peers")));
            return new ResumeRecord(id, number, parameters, texts(all.list("plugins")), peers);
        } catch (BencodeException | MetainfoException | MagnetException | RuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The id is a hash over what the record says: with another one pieces would be compared with wrong hashes for ever. */
    private static void requireOwn(AddTorrent parameters, TorrentId id) {
        Optional<TorrentId> info = parameters.metainfo().map(Metainfo::id);
        Optional<TorrentId> said = info.or(() -> parameters.magnet().map(MagnetLink::id));
        if (said.filter(id::isWithin).isEmpty()) {
            throw new IllegalArgumentException("it is damaged: it says it is of " + id + ", but its content is not");
        }
    }

    private static void checkVersion(BencodeDictionary all) {
        long version = all.integer("version").orElse(0);
        if (version > VERSION) {
            throw new IllegalArgumentException("it is of version " + version + ", newer than this program");
        }
    }

    private static AddTorrent.Builder source(BencodeDictionary all) throws MetainfoException, MagnetException {
        Path directory = Path.of(text(all, "directory"));
        if (all.string("info").isEmpty()) {
            return AddTorrent.of(MagnetLink.parse(text(all, "magnet")), directory);
        }
        byte[] info = all.string("info").get().bytes();
        return AddTorrent.of(MetainfoParser.parseInfo(info, lists(all.list("trackers"))), directory);
    }

    private static BencodeLimits limits() {
        return BencodeLimits.MESSAGE.withMaxBytes(RECORD_BYTES);
    }

    private static byte[] bytes(ByteBuffer view) {
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    private static String text(BencodeDictionary all, String key) {
        return all.string(key)
                .orElseThrow(() -> new IllegalArgumentException("no " + key))
                .text();
    }

    private static BencodeList tiers(List<List<String>> tiers) {
        return new BencodeList(
                tiers.stream().<BencodeValue>map(ResumeRecord::strings).toList());
    }

    private static BencodeList strings(List<String> texts) {
        return new BencodeList(
                texts.stream().<BencodeValue>map(BencodeString::of).toList());
    }

    private static List<List<String>> lists(Optional<BencodeList> tiers) {
        return tiers.map(BencodeList::values).orElse(List.of()).stream()
                .map(tier -> texts(Optional.of((BencodeList) tier)))
                .toList();
    }

    private static List<String> texts(Optional<BencodeList> list) {
        return list.map(BencodeList::values).orElse(List.of()).stream()
                .map(value -> ((BencodeString) value).text())
                .toList();
    }

    private static BencodeList endpoints(List<InetSocketAddress> peers) {
        return strings(peers.stream()
                .filter(peer -> !peer.isUnresolved())
                .map(peer -> new HostPort(peer.getAddress().getHostAddress(), peer.getPort()).toString())
                .toList());
    }

    /** What is no address here, such as one of an interface that is gone, costs only itself. */
    private static List<InetSocketAddress> addresses(Optional<BencodeList> list) {
        return texts(list).stream()
                .flatMap(text -> LiteralAddress.parse(text).stream())
                .toList();
    }

    private static List<Integer> integers(Optional<BencodeList> list) {
        return list.map(BencodeList::values).orElse(List.of()).stream()
                .map(value -> (int) ((BencodeInteger) value).value())
                .toList();
    }
}
