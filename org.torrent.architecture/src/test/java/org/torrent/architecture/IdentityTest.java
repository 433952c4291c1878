package org.torrent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;

/** A torrent goes by its TorrentId; the 20 bytes that name a swarm are known where the wire is spoken, and shown. */
class IdentityTest {
    private static final String[] WIRE = {
        "org.torrent.model..", // where the two types are
        "org.torrent.protocol..", // handshakes, the allowed-fast set
        "org.torrent.spi.peers..", // what a peer source searches for
        "org.torrent.tracker..", // announces
        "org.torrent.dht.source..", // and those to nodes of the DHT
        "org.torrent.testkit..", // scripted peers and trackers
        "org.torrent.ext.api..", // ExtensionPlugin: the swarm of a connection
        "org.torrent.example..", // an ExtensionPlugin
        "org.torrent.session", // look-up of incoming connections
        "org.torrent.session.wire..",
        "org.torrent.session.peers..", // our handshakes
        "org.torrent.session.context..",
        "org.torrent.session.torrent..", // SwarmView
        "org.torrent.session.plugin.message..", // calls of ExtensionPlugins
        "org.torrent.front..", // info_hash of the JSON documents
        "org.torrent.events..", // and of the events
        "org.torrent.console.."
    };

    @Test
    void infoHash_shouldBeKnownOnTheWireOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(WIRE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(InfoHash.class)
                .because("a torrent has one or two such names; tables, files, snapshots and APIs go by its TorrentId")
                .check(Bundles.CLASSES);
    }
}
