package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.AttachedFactories;
import org.torrent.session.plugin.ClassOwners;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;

/** PLUGINS section 2: a factory that is given to one torrent is a plugin like any other, of that torrent alone. */
class AttachedFactoryTest {
    private static final TorrentId OTHER = TorrentId.parse("ab".repeat(InfoHash.LENGTH));

    private final World world = new World();
    private final AttachedFactories attached = world.registry.attached();
    private final List<String> calls = new ArrayList<>();

    private Runnable attach(TorrentId torrent, TorrentPluginFactory factory, Object userData) {
        Runnable detach = attached.attach(torrent, List.of(new TorrentAttachment(factory, userData)));
        world.run();
        return detach;
    }

    private static TorrentPluginFactory factory(FullRecorder plugin) {
        return plugin::newTorrent;
    }

    private PluginSnapshot only() {
        assertThat(world.registry.snapshot()).hasSize(1);
        return world.registry.snapshot().get(0);
    }

    @Test
    void attach_whenTheTorrentRuns_shouldReachItAtOnceWithItsOwnUserData() {
        FakeTorrent torrent = new FakeTorrent(world);
        FullRecorder plugin = new FullRecorder("", calls);
        attach(LoopTorrent.ID, factory(plugin), "mine");
        assertThat(calls).containsExactly("newTorrent");
        assertThat(plugin.userData).isEqualTo("mine");
        torrent.tick(torrent.connect());
        assertThat(calls).contains("newConnection", "tick");
        assertThat(only().kind()).isEqualTo("attached");
        assertThat(only().state()).isEqualTo(State.ACTIVE);
        assertThat(only().name()).isEqualTo(AttachedFactoryTest.class.getName() + "@00000000");
    }

    @Test
    void attach_whenItIsForAnotherTorrent_shouldNotBeAskedNorTold() {
        FakeTorrent torrent = new FakeTorrent(world);
        attach(OTHER, factory(new FullRecorder("", calls)), null);
        torrent.tick(torrent.connect());
        new FakeTorrent(world);
        assertThat(calls).isEmpty();
    }

    @Test
    void attach_whenTheTorrentIsNotThereYet_shouldBeAskedAtItsStart() {
        FullRecorder service = new FullRecorder("service ", calls);
        world.registry.addSessionPlugin(service, world.origin());
        world.run();
        FullRecorder plugin = new FullRecorder("attached ", calls);
        attach(LoopTorrent.ID, factory(plugin), null);
        calls.clear();
        new FakeTorrent(world);
        assertThat(calls).containsExactly("service newTorrent", "attached newTorrent");
        assertThat(service.userData).as("of the torrent").isEqualTo("user data");
        assertThat(plugin.userData).as("its own, and that is nothing").isNull();
    }

    @Test
    void attach_whenAServiceHasALowerRanking_shouldBeCalledBeforeIt() {
        FullRecorder service = new FullRecorder("service ", calls);
        world.registry.addSessionPlugin(service, world.origin("org.example", -1, Map.of()));
        attach(LoopTorrent.ID, factory(new FullRecorder("attached ", calls)), null);
        calls.clear();
        new FakeTorrent(world);
        assertThat(calls).containsExactly("attached newTorrent", "service newTorrent");
    }

    @Test
    void attach_whenTwoAreOfOneClass_shouldBeTwoPluginsThatAreToldApart() {
        FakeTorrent torrent = new FakeTorrent(world);
        FullRecorder bad = new FullRecorder("bad ", calls);
        attach(LoopTorrent.ID, factory(new FullRecorder("good ", calls)), null);
        attach(LoopTorrent.ID, factory(bad), null);
        bad.throwsIn = "tick";
        for (int i = 0; i < 11; i++) {
            torrent.tick();
        }
        String name = AttachedFactoryTest.class.getName() + "@00000000";
        assertThat(world.plugin(name).state()).isEqualTo(State.ACTIVE);
        assertThat(world.plugin(name + "#2").state()).isEqualTo(State.QUARANTINED);
        calls.clear();
        bad.throwsIn = "";
        torrent.tick();
        assertThat(calls).containsExactly("good tick");
        assertThat(world.registry.reset(name + "#2")).isTrue();
        torrent.tick();
        assertThat(calls).contains("bad newTorrent", "bad tick");
    }

    @Test
    void attach_whenTheFactoryIsAServiceToo_shouldLeaveTheServiceAlone() {
        TorrentPluginFactory factory = factory(new FullRecorder("", calls));
        world.registry.addTorrentPluginFactory(factory, world.origin());
        Runnable detach = attach(LoopTorrent.ID, factory, null);
        new FakeTorrent(world);
        assertThat(calls).containsExactly("newTorrent", "newTorrent");
        world.registry.removeTorrentPluginFactory(factory);
        world.run();
        assertThat(only().kind()).isEqualTo("attached");
        detach.run();
        detach.run();
        assertThat(world.registry.snapshot()).isEmpty();
    }

    @Test
    void detach_whenItsTorrentIsGone_shouldTakeThoseOfThatTorrentOnly() {
        FullRecorder plugin = new FullRecorder("", calls);
        FakeTorrent torrent = new FakeTorrent(world);
        attach(LoopTorrent.ID, factory(plugin), null);
        attach(OTHER, factory(new FullRecorder("", calls)), null);
        attached.detach(LoopTorrent.ID);
        calls.clear();
        torrent.tick();
        assertThat(calls).isEmpty();
        assertThatThrownBy(plugin.torrent::snapshot).isInstanceOf(IllegalStateException.class);
        assertThat(only().name()).endsWith("@" + OTHER.text().substring(0, 8));
    }

    @Test
    void detach_whenTheOwnerLeaves_shouldTakeItsFactoriesOnly() {
        TorrentPluginFactory one = factory(new FullRecorder("", calls));
        TorrentPluginFactory other = factory(new FullRecorder("", calls));
        attach(LoopTorrent.ID, one, null);
        attach(LoopTorrent.ID, other, null);
        attached.detach(factory -> factory == one);
        new FakeTorrent(world);
        assertThat(calls).containsExactly("newTorrent");
        assertThat(only().name()).endsWith("#2");
    }

    @Test
    void attach_whenTheOwnerStopsMeanwhile_shouldBeRefusedAndLeaveNothing() {
        int[] asked = new int[1];
        attached.owners(type -> {
            if (asked[0]++ == 2) {
                throw new IllegalStateException("bundle x does not run");
            }
            return new PluginOrigin("x", "2", PluginOrigin.NO_SERVICE, 0, Map.of());
        });
        TorrentAttachment one = new TorrentAttachment(factory(new FullRecorder("", calls)), null);
        assertThatThrownBy(() -> attached.attach(LoopTorrent.ID, List.of(one, one)))
                .hasMessage("bundle x does not run");
        assertThat(world.registry.snapshot()).isEmpty();
        attached.attach(LoopTorrent.ID, List.of(one));
        assertThat(only().bundle()).isEqualTo("x");
    }

    @Test
    void attach_whenThereAreTooMany_shouldTakeNoneOfThem() {
        attached.owners(ClassOwners.NONE);
        TorrentAttachment one = new TorrentAttachment(factory(new FullRecorder("", calls)), null);
        attached.attach(LoopTorrent.ID, Collections.nCopies(PluginLimits.ATTACHED_PER_TORRENT - 1, one));
        assertThatThrownBy(() -> attached.attach(LoopTorrent.ID, List.of(one, one)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("31 to this torrent (at most 32)");
        assertThat(world.registry.snapshot()).hasSize(31);
        attached.attach(LoopTorrent.ID, List.of(one));
        int torrents = PluginLimits.ATTACHED / PluginLimits.ATTACHED_PER_TORRENT;
        for (int i = 1; i < torrents; i++) {
            byte[] hash = new byte[InfoHash.LENGTH];
            hash[0] = (byte) i;
            attached.attach(
                    TorrentId.v1(InfoHash.of(hash)), Collections.nCopies(PluginLimits.ATTACHED_PER_TORRENT, one));
        }
        assertThatThrownBy(() -> attached.attach(OTHER, List.of(one))).hasMessageContaining("1024 in all");
        attached.detach(LoopTorrent.ID);
        attached.attach(OTHER, List.of(one));
    }

    @Test
    void detach_whenItIsOver_shouldRetainNeitherFactoryNorUserData() {
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        List<Runnable> detaches = new ArrayList<>();
        List<WeakReference<?>> gone = use(detaches);
        torrent.tick(peer);
        detaches.forEach(Runnable::run);
        torrent.tick(peer);
        for (int i = 0; i < 50 && gone.stream().anyMatch(one -> one.get() != null); i++) {
            System.gc();
        }
        assertThat(gone).allMatch(one -> one.get() == null);
        assertThat(detaches).as("whoever attached it may keep that").hasSize(1);
    }

    private List<WeakReference<?>> use(List<Runnable> detaches) {
        FullRecorder plugin = new FullRecorder("", new ArrayList<>());
        TorrentPluginFactory factory = factory(plugin);
        Object userData = new Object();
        detaches.add(attach(LoopTorrent.ID, factory, userData));
        assertThat(plugin.userData).isSameAs(userData);
        return List.of(new WeakReference<>(plugin), new WeakReference<>(factory), new WeakReference<>(userData));
    }
}
