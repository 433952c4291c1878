package org.torrent.front.text;

import java.util.List;
import java.util.Optional;
import org.torrent.model.UrlText;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;

/** Links to torrents. */
public final class Links {
    private Links() {}

    /** A magnet link to the torrent, with its name and its trackers; to be shown, so passwords in their URLs are left out. */
    public static String magnet(Metainfo metainfo) {
        List<String> trackers = metainfo.trackers().stream()
                .flatMap(List::stream)
                .map(UrlText::withoutUserInfo)
                .toList();
        String name = metainfo.rawName().isBlank() ? metainfo.name() : metainfo.rawName();
        return new MagnetLink(metainfo.id(), Optional.of(name), trackers, List.of(), List.of(), List.of()).toString();
    }
}
