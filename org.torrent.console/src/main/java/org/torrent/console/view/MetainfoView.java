package org.torrent.console.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.api.TorrentHandle;
import org.torrent.console.text.Human;
import org.torrent.console.text.Text;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;

/** One torrent with all that its metadata says. */
public final class MetainfoView {
    private MetainfoView() {}

    /** For people. */
    public static List<String> lines(TorrentHandle torrent) {
        List<String> lines = new ArrayList<>(TorrentView.lines(torrent.snapshot()));
        torrent.metainfo().ifPresent(metainfo -> addLines(lines, metainfo));
        return lines.stream().map(Text::safe).toList();
    }

    private static void addLines(List<String> lines, Metainfo metainfo) {
        lines.add("piece size   " + Human.bytes(metainfo.layout().pieceBytes()));
        lines.add("files        " + metainfo.files().size());
        lines.add("private      " + (metainfo.isPrivate() ? "yes" : "no"));
        metainfo.comment().ifPresent(comment -> lines.add("comment      " + comment));
        metainfo.createdBy().ifPresent(program -> lines.add("created by   " + program));
        metainfo.creationDate().ifPresent(date -> lines.add("created      " + date));
        metainfo.trackers().forEach(tier -> lines.add("trackers     " + String.join(" ", tier)));
        metainfo.webSeeds().forEach(url -> lines.add("web seed     " + url));
        metainfo.warnings().forEach(warning -> lines.add("warning      " + warning));
        lines.add("magnet       " + magnet(metainfo));
    }

    /** For programs: what {@code list} has, and more. */
    public static Map<String, Object> document(TorrentHandle torrent) {
        Map<String, Object> document = new LinkedHashMap<>(TorrentView.document(torrent.snapshot()));
        Optional<Metainfo> metainfo = torrent.metainfo();
        document.put("has_metadata", metainfo.isPresent());
        metainfo.ifPresent(known -> addFields(document, known));
        return document;
    }

    private static void addFields(Map<String, Object> document, Metainfo metainfo) {
        document.put("piece_bytes", metainfo.layout().pieceBytes());
        document.put("files", metainfo.files().size());
        document.put("private", metainfo.isPrivate());
        document.put("hybrid", metainfo.isHybrid());
        document.put("comment", metainfo.comment().orElse(null));
        document.put("created_by", metainfo.createdBy().orElse(null));
        document.put("created", metainfo.creationDate().map(Object::toString).orElse(null));
        document.put("trackers", metainfo.trackers());
        document.put("web_seeds", metainfo.webSeeds());
        document.put("warnings", metainfo.warnings());
        document.put("magnet", magnet(metainfo));
    }

    /** A link to the torrent, with its name and trackers. */
    public static String magnet(Metainfo metainfo) {
        List<String> trackers =
                metainfo.trackers().stream().flatMap(List::stream).toList();
        return new MagnetLink(metainfo.id(), Optional.of(metainfo.rawName()), trackers, List.of(), List.of(), List.of())
                .toString();
    }
}
