package org.torrent.front.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.FileSnapshot;
import org.torrent.model.TorrentId;

/** A file: an element of {@code torrent:files}. */
public final class FileDocument {
    private FileDocument() {}

    /** A torrent's files. */
    public static Map<String, Object> list(TorrentId torrent, List<FileSnapshot> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info_hash", torrent.infoHash());
        document.put("files", files.stream().map(FileDocument::of).toList());
        return document;
    }

    /** The document. */
    public static Map<String, Object> of(FileSnapshot file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("index", file.index());
        document.put("path", file.path());
        document.put("original_path", file.originalPath());
        document.put("length_bytes", file.lengthBytes());
        document.put("done_bytes", file.doneBytes());
        document.put("wanted", file.wanted());
        return document;
    }
}
