package org.torrent.front.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.api.TorrentSnapshot;
import org.torrent.front.text.Links;
import org.torrent.model.UrlText;
import org.torrent.model.metainfo.Metainfo;

/** A torrent with all that its metadata says: {@code torrent:info}. */
public final class InfoDocument {
    private InfoDocument() {}

    /** What {@link TorrentDocument} has, and more. */
    public static Map<String, Object> of(TorrentSnapshot torrent, Optional<Metainfo> metainfo) {
        Map<String, Object> document = new LinkedHashMap<>(TorrentDocument.of(torrent));
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
        document.put(
                "trackers",
                metainfo.trackers().stream().map(InfoDocument::shown).toList());
        document.put("web_seeds", shown(metainfo.webSeeds()));
        document.put("warnings", metainfo.warnings());
        document.put("magnet", Links.magnet(metainfo));
    }

    /** Without passwords. */
    private static List<String> shown(List<String> urls) {
        return urls.stream().map(UrlText::withoutUserInfo).toList();
    }
}
