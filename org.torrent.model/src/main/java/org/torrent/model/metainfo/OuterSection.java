package org.torrent.model.metainfo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.torrent.model.HostPort;

/** What a .torrent says outside its {@code info} dictionary. */
record OuterSection(
        List<List<String>> trackers,
        List<String> webSeeds,
        List<HostPort> nodes,
        Optional<String> comment,
        Optional<String> createdBy,
        Optional<Instant> creationDate) {

    OuterSection {
        trackers = trackers.stream().map(List::copyOf).toList();
        webSeeds = List.copyOf(webSeeds);
        nodes = List.copyOf(nodes);
    }
}
