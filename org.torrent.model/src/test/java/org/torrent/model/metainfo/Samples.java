package org.torrent.model.metainfo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.torrent.model.bencode.Bencode;

/** Torrents to take apart in tests: maps that can be changed before they are encoded. */
final class Samples {
    static final String TRACKER = "http://tracker.example/announce";

    private Samples() {}

    /** The info dictionary of one file of 100 bytes in four pieces of 30. */
    static Map<String, Object> singleInfo() {
        Map<String, Object> info = new HashMap<>();
        info.put("name", "file.bin");
        info.put("length", 100);
        info.put("piece length", 30);
        info.put("pieces", hashes(4));
        return info;
    }

    /** The info dictionary of files of 10 bytes each, in one piece. */
    static Map<String, Object> multiInfo(String... paths) {
        List<Object> files = new ArrayList<>();
        for (String path : paths) {
            files.add(file(10, path));
        }
        return multiInfo(files);
    }

    /** The info dictionary of the given files, in one piece. */
    static Map<String, Object> multiInfo(List<Object> files) {
        Map<String, Object> info = new HashMap<>();
        info.put("name", "dir");
        info.put("files", files);
        info.put("piece length", 1 << 24);
        info.put("pieces", hashes(1));
        return info;
    }

    /** A file; the path's components are separated by slashes. */
    static Map<String, Object> file(long length, String path) {
        Map<String, Object> file = new HashMap<>();
        file.put("length", length);
        file.put("path", List.of(path.split("/", -1)));
        return file;
    }

    static byte[] torrent(Map<String, Object> info) {
        Map<String, Object> torrent = new HashMap<>();
        torrent.put("announce", TRACKER);
        torrent.put("info", info);
        return Bencode.encode(torrent);
    }

    static Metainfo parse(Map<String, Object> info) throws MetainfoException {
        return MetainfoParser.parse(torrent(info));
    }

    /** Hashes that differ in every byte. */
    static byte[] hashes(int pieces) {
        byte[] hashes = new byte[pieces * 20];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (byte) (i * 7);
        }
        return hashes;
    }
}
