package org.torrent.model.metainfo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a .torrent says outside its {@code info} dictionary. */
record OuterSection(
        List<List<String>> trackers,
        List<String> webSeeds,
        Optional<String> comment,
        Optional<String> createdBy,
        Optional<Instant> creationDate) {

    OuterSection {
        trackers = trackers.stream().map(List::copyOf).toList();
        webSeeds = List.copyOf(webSeeds);
    }
}
