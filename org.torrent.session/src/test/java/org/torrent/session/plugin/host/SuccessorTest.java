package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.api.deploy.Readiness;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginPresence;

/** Two bundles of one name at once: the newer one is ready, and called when the older one has left. */
class SuccessorTest {
    private static final String BUNDLE = "org.example.twice";

    private final World world = new World();

    private PluginPresence expect(long bundle, Object plugin) {
        Map<String, Object> properties = Map.of("component.name", "twice", "service.bundleid", bundle);
        return world.registry.expect(PluginKind.EXTENSION, world.origin(BUNDLE, 0, properties), new Lent(() -> plugin));
    }

    private List<State> states() {
        return world.registry.snapshot().stream().map(PluginSnapshot::state).toList();
    }

    @Test
    void expect_whenAnotherVersionOfItsBundleIsThere_shouldWaitReady() {
        Recorder first = new Recorder("twice");
        Recorder second = new Recorder("twice");
        expect(7, first);
        PluginPresence newer = expect(9, second);

        new FakeTorrent(world).connect();

        assertThat(states()).containsExactly(State.ACTIVE, State.WAITING);
        assertThat(world.registry.snapshot().get(1).reason())
                .isEqualTo("it is ready, and waits for version 1.2.3 of its bundle to leave");
        assertThat(first.calls).isNotEmpty();
        assertThat(second.calls).isEmpty();
        newer.leave();
        assertThat(states()).containsExactly(State.ACTIVE);
    }

    @Test
    void leave_whenAnotherVersionWaits_shouldGiveItTheNameAndTheId() {
        PluginPresence older = expect(7, new Recorder("twice"));
        Recorder second = new Recorder("twice");
        expect(9, second);
        List<Integer> ids = world.plugin("twice").ids();

        older.leave();
        new FakeTorrent(world).connect();

        assertThat(world.plugin("twice").state()).isEqualTo(State.ACTIVE);
        assertThat(world.plugin("twice").ids()).isEqualTo(ids);
        assertThat(second.calls).isNotEmpty();
    }

    @Test
    void leave_whenAnotherVersionWaits_shouldNeverLeaveTheNameToNobody() {
        PluginPresence older = expect(7, new Recorder("twice"));
        Recorder second = new Recorder("twice");
        expect(9, second);
        world.registry.expect(
                PluginKind.EXTENSION,
                world.origin("org.example.other", 9, Map.of("component.name", "other", "service.bundleid", 8L)),
                new Lent(() -> new Recorder("twice")));
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        peer.handshake("twice", 4);
        world.alerts.clear();
        torrent.posts.clear();

        older.leave();
        torrent.tick(peer);

        assertThat(world.alertNames()).doesNotContain("plugin_departed");
        assertThat(torrent.posts).containsOnlyOnce(PluginCall.CATALOG_CHANGED);
        peer.receive(10, new byte[] {'x'});
        assertThat(second.calls).containsExactly("connected", "handshake", "message x");
        assertThat(peer.handshakes()).hasSize(1);
        assertThat(states()).containsExactly(State.WAITING, State.ACTIVE);
    }

    @Test
    void leave_whenItsSuccessorWantsAnotherName_shouldLeaveItsOwnToOthers() {
        PluginPresence older = expect(7, new Recorder("one"));
        expect(9, new Recorder("two"));
        world.registry.expect(
                PluginKind.EXTENSION,
                world.origin("org.example.other", 0, Map.of("component.name", "other", "service.bundleid", 8L)),
                new Lent(() -> new Recorder("one")));

        older.leave();

        assertThat(world.plugin("one").bundle()).isEqualTo("org.example.other");
        assertThat(states()).containsOnly(State.ACTIVE);
    }

    @Test
    void leave_whenAFullOneHasASuccessor_shouldHearItsLastWordBeforeTheOtherBegins() {
        List<String> calls = new ArrayList<>();
        PluginPresence older = session(7, new Talker("first", calls));
        session(9, new Talker("second", calls));
        world.run();
        assertThat(calls).containsExactly("first added");

        older.leave();
        world.run();

        assertThat(calls).containsExactly("first added", "first abort", "first save", "second added");
    }

    private PluginPresence session(long bundle, SessionPlugin plugin) {
        Map<String, Object> properties = Map.of("component.name", "full", "service.bundleid", bundle);
        return world.registry.expect(PluginKind.SESSION, world.origin(BUNDLE, 0, properties), new Lent(() -> plugin));
    }

    /** One that says what it hears. */
    private record Talker(String name, List<String> calls) implements SessionPlugin {
        @Override
        public void added(SessionContext context) {
            calls.add(name + " added");
        }

        @Override
        public void abort() {
            calls.add(name + " abort");
        }

        @Override
        public PluginState saveState() {
            calls.add(name + " save");
            return null;
        }
    }

    @Test
    void leave_whenItIsJustBeingStartedAgain_shouldGiveItsPlaceToTheOneThatWaits() {
        Map<String, Object> properties = Map.of("component.name", "twice", "service.bundleid", 7L);
        Lent broken = new Lent(() -> {
            throw new NoClassDefFoundError("org.example.Gone");
        });
        PluginPresence older = world.registry.expect(PluginKind.EXTENSION, world.origin(BUNDLE, 0, properties), broken);
        expect(9, new Recorder("twice"));
        assertThat(states()).containsExactly(State.REFUSED, State.WAITING);
        broken.fetch = () -> {
            older.leave();
            return new Recorder("twice");
        };
        world.registry.reset(world.registry.snapshot().get(0).name());
        world.run();
        assertThat(states()).containsExactly(State.ACTIVE);
    }

    @Test
    void leave_whenSeveralOfOneKindWait_shouldTakeUpAllWhenTheLastBeforeThemLeaves() {
        PluginPresence first = expect(7, new Recorder("one"));
        PluginPresence second = expect(7, new Recorder("two"));
        expect(9, new Recorder("one"));
        expect(9, new Recorder("two"));
        expect(9, new Recorder("three"));

        first.leave();
        assertThat(states().stream().filter(State.ACTIVE::equals)).hasSize(2); // each name is called
        second.leave();

        assertThat(states().stream().filter(State.ACTIVE::equals)).hasSize(3);
        assertThat(states()).doesNotContain(State.WAITING);
    }

    @Test
    void leave_whenItsSuccessorWaits_shouldGiveItTheEarlierPlace() {
        List<String> asked = new ArrayList<>();
        PluginPresence first = factory("org.example.twice", 7, asked, "first");
        factory("org.example.other", 8, asked, "other");
        PluginPresence second = factory("org.example.twice", 9, asked, "second");
        first.leave();
        factory("org.example.twice", 11, asked, "third");
        second.leave();

        new FakeTorrent(world).connect();

        assertThat(asked).containsExactly("third", "other");
    }

    private PluginPresence factory(String bundle, long id, List<String> asked, String name) {
        TorrentPluginFactory factory = (torrent, userData) -> {
            asked.add(name);
            return null;
        };
        Map<String, Object> properties = Map.of("component.name", "factory", "service.bundleid", id);
        return world.registry.expect(PluginKind.FACTORY, world.origin(bundle, 0, properties), new Lent(() -> factory));
    }

    @Test
    void ready_whenItWaitsBesideAnother_shouldSayWhetherItCouldBeCalled() {
        expect(7, new Recorder("twice"));
        PluginPresence good = expect(9, new Recorder("twice"));
        assertThat(good.ready().state()).isEqualTo(Readiness.State.READY);
        good.leave();

        PluginPresence bad = expect(10, (ExtensionPlugin) () -> {
            throw new IllegalStateException("no name");
        });

        assertThat(bad.ready().state()).isEqualTo(Readiness.State.REFUSED);
        assertThat(bad.ready().reason()).contains("name() threw", "no name");
    }

    @Test
    void ready_whenItWaitsAndAThirdBundleHasItsName_shouldNameThatOne() {
        expect(7, new Recorder("twice"));
        world.registry.expect(
                PluginKind.EXTENSION,
                world.origin("org.example.other", 0, Map.of("component.name", "other", "service.bundleid", 8L)),
                new Lent(() -> new Recorder("taken")));

        PluginPresence newer = expect(9, new Recorder("taken"));

        assertThat(newer.ready().state()).isEqualTo(Readiness.State.REFUSED);
        assertThat(newer.ready().reason()).contains("the name taken is that of taken (org.example.other 1.2.3)");
    }

    @Test
    void ready_whenAnotherBundleHasItsName_shouldNameThatOne() {
        expect(7, new Recorder("taken"));
        PluginPresence other = world.registry.expect(
                PluginKind.EXTENSION,
                world.origin("org.example.other", 0, Map.of("component.name", "other", "service.bundleid", 8L)),
                new Lent(() -> new Recorder("taken")));

        assertThat(other.ready().state()).isEqualTo(Readiness.State.REFUSED);
        assertThat(other.ready().reason()).contains("the name taken is that of taken (org.example.twice 1.2.3)");
    }

    @Test
    void expect_whenItIsTheSameBundle_shouldBeTakenUp() {
        Recorder first = new Recorder("one");
        Recorder second = new Recorder("two");
        expect(7, first);
        expect(7, second);

        new FakeTorrent(world).connect();

        assertThat(first.calls).isNotEmpty();
        assertThat(second.calls).isNotEmpty();
    }
}
