package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.PluginProperties;
import org.torrent.session.plugin.PluginOrigin;

/** {@code torrent.target}: a plugin takes part in the torrents that match. */
class TargetTest {
    private final World world = new World();
    private final FullRecorder full = new FullRecorder();

    private PluginOrigin target(Object filter) {
        return world.origin("org.example", 0, Map.of(PluginProperties.TARGET, filter));
    }

    private PluginSnapshot only() {
        return world.registry.snapshot().get(0);
    }

    private FakeTorrent labelled(String label) {
        return torrent(label, null, false);
    }

    private FakeTorrent torrent(String label, byte[] metadata, boolean isPrivate) {
        return new FakeTorrent(world, torrent -> {
            torrent.label = label;
            torrent.metadata = metadata;
            torrent.isPrivate = isPrivate;
        });
    }

    private long asked() {
        return full.calls.stream().filter("newTorrent"::equals).count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(label=linux); 1",
                "(label=other); 0",
                "(!(label=other)); 1",
                "(&(label=linux)(!(private=true))); 1",
                "(private=*); 0",
                "(name=a t*); 1",
                "(name=b*); 0",
                "(INFO_HASH=*); 1",
                "(info_hash=1); 0"
            })
    void newTorrent_whenThereIsAFilter_shouldBeAskedForTorrentsThatMatch(String filter, int times) {
        world.registry.addSessionPlugin(full, target(filter));
        world.run();
        labelled("linux");
        assertThat(asked()).isEqualTo(times);
        assertThat(only().target()).isEqualTo(filter);
        assertThat(only().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void newTorrent_whenItsHashIsAskedFor_shouldMatchInEitherCase() {
        String hash = LoopTorrent.ID.infoHash().hex();
        world.registry.addSessionPlugin(full, target("(info_hash=" + hash.toUpperCase(java.util.Locale.ROOT) + ")"));
        world.run();
        labelled(null);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void extension_whenItsFilterDoesNotMatch_shouldNotBeOfferedThere() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, target("(label=linux)"));
        assertThat(labelled("other").connect().offered("a")).isNull();
        FakePeer peer = labelled("linux").connect();
        assertThat(peer.offered("a")).isEqualTo(10);
        assertThat(plugin.calls).containsExactly("connected");
    }

    @Test
    void metadata_whenItShowsThatTheTorrentIsPrivate_shouldTakeTheOneAndDropTheOther() {
        FullRecorder open = new FullRecorder();
        world.registry.addSessionPlugin(full, target("(private=true)"));
        world.registry.addSessionPlugin(open, target("(!(private=true))"));
        Recorder extension = new Recorder("a");
        world.registry.addExtension(extension, target("(private=true)"));
        world.run();
        FakeTorrent torrent = labelled(null);
        FakePeer peer = torrent.connect();
        assertThat(asked()).isZero();
        assertThat(open.calls).contains("newTorrent").doesNotContain("onMetadata");
        assertThat(peer.offered("a")).isNull();
        torrent.metadata = new byte[1];
        torrent.isPrivate = true;
        world.torrentLoop.enter(torrent.extensions::onMetadata);
        torrent.tick(peer);
        assertThat(full.calls).contains("newTorrent", "onMetadata", "newConnection");
        assertThat(open.calls).doesNotContain("onMetadata", "tick");
        assertThat(peer.offered("a")).isEqualTo(10);
        assertThat(extension.calls).containsExactly("connected");
    }

    @Test
    void modified_whenTheFilterChanges_shouldCountInRunningTorrents() {
        PluginOrigin first = target("(label=linux)");
        world.registry.addSessionPlugin(full, first);
        world.run();
        FakeTorrent torrent = labelled("linux");
        torrent.tick();
        assertThat(full.calls).contains("tick");
        world.registry.modified(full, target("(label=other)"));
        world.run();
        full.calls.clear();
        torrent.tick();
        assertThat(full.calls).doesNotContain("tick");
        world.registry.modified(full, first);
        world.run();
        torrent.tick();
        assertThat(full.calls).contains("newTorrent", "tick");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "label=linux; is no LDAP filter; label=linux",
                "(label=linux; is no LDAP filter; (label=linux",
                "(hash=1); asks for hash; torrents have info_hash, label, name, private",
                "(&(label=x)(|(tag~=y)(name=z\\(size=1))); asks for tag; torrents"
            })
    void filter_whenItIsWrong_shouldRefuseThePluginUntilItIsMended(String filter, String reason, String more) {
        world.registry.addSessionPlugin(full, target(filter));
        world.run();
        assertThat(only().state()).isEqualTo(State.REFUSED);
        assertThat(only().reason()).contains("torrent.target", reason, more);
        labelled("linux");
        assertThat(full.calls).isEmpty();
        world.registry.modified(full, target("(label=linux)"));
        world.run();
        assertThat(only().state()).isEqualTo(State.ACTIVE);
        labelled("linux");
        assertThat(full.calls).startsWith("added", "newTorrent");
    }

    @Test
    void filter_whenItIsNoStringOrTooLong_shouldRefuseThePlugin() {
        world.registry.addSessionPlugin(full, target(7));
        assertThat(only().reason()).contains("a String of at most 1024 characters");
        world.registry.modified(full, target("(name=" + "x".repeat(1_024) + ")"));
        assertThat(only().reason()).contains("a String of at most 1024 characters");
    }

    @Test
    void filter_whenItBecomesWrong_shouldGiveItsNamesToOthers() {
        Recorder first = new Recorder("a");
        world.registry.addExtension(first, target("(label=x)"));
        world.registry.addExtension(new Recorder("a"), world.origin("second", 0, Map.of()));
        world.registry.modified(first, target("(label"));
        assertThat(world.registry.snapshot())
                .extracting(PluginSnapshot::state)
                .containsExactly(State.REFUSED, State.ACTIVE);
        assertThat(world.registry.snapshot().get(1).ids()).containsExactly(10);
    }
}
