package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.session.plugin.PluginOrigin;

/** Reserved names go to full plugins, the highest ranking wins, whatever the order of arrival. */
class NameClaimTest {
    private final World world = new World();

    private PluginOrigin metadata(String bundle, int ranking) {
        return world.origin(bundle, ranking, Map.of(PluginProperties.EXTENSION_NAMES, "ut_metadata"));
    }

    private static TorrentPluginFactory factory() {
        return new TorrentPluginFactory() {
            @Override
            public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
                return null;
            }
        };
    }

    private State state(String bundle) {
        return snapshot(bundle).state();
    }

    private PluginSnapshot snapshot(String bundle) {
        return world.registry.snapshot().stream()
                .filter(plugin -> plugin.bundle().equals(bundle))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void claim_whenAFullPluginDeclaresAReservedName_shouldGetItsId() {
        world.registry.addTorrentPluginFactory(factory(), metadata("one", 0));
        assertThat(snapshot("one").ids()).containsExactly(1);
    }

    @Test
    void claim_whenTheRankingIsTheLowestThereIs_shouldNotReplaceTheHolder() {
        world.registry.addTorrentPluginFactory(factory(), metadata("high", 0));
        world.registry.addTorrentPluginFactory(factory(), metadata("low", Integer.MIN_VALUE));
        assertThat(state("high")).isEqualTo(State.ACTIVE);
        assertThat(state("low")).isEqualTo(State.WAITING);
    }

    @Test
    void claim_whenPropertiesCanNotBeRead_shouldSayWhyInTheListAndTheAlertAndBeHeardOn() {
        Map<String, Object> odd = Map.of(
                PluginProperties.EXTENSION_NAMES,
                new String[] {"ut_metadata", null, "with space"},
                PluginProperties.ADOPTION,
                "Live",
                PluginProperties.ALERT_CATEGORIES,
                7,
                "service.ranking",
                "high");
        world.registry.addTorrentPluginFactory(factory(), world.origin("odd", 0, odd));
        assertThat(snapshot("odd").state()).isEqualTo(State.ACTIVE);
        assertThat(snapshot("odd").ids()).containsExactly(1);
        assertThat(snapshot("odd").reason())
                .contains("torrent.extension.names: null", "'with space' is left out", "torrent.adoption: 'Live'")
                .contains("torrent.alert.categories: 7", "service.ranking: 'high'");
        assertThat(world.alerts)
                .filteredOn(alert -> alert.what().equals("plugin_active"))
                .singleElement()
                .extracting(Alert::message)
                .asString()
                .contains(snapshot("odd").reason());
    }

    @Test
    void claim_whenManyNamesAreHeldByOthers_shouldListSomeAndTheirNumber() {
        String[] names = IntStream.range(0, 60).mapToObj(i -> "n" + i).toArray(String[]::new);
        Map<String, Object> all = Map.of(PluginProperties.EXTENSION_NAMES, names);
        world.registry.addTorrentPluginFactory(factory(), world.origin("first", 0, all));
        world.registry.addTorrentPluginFactory(factory(), world.origin("second", 0, all));
        assertThat(snapshot("second").reason())
                .contains("n0 is held by", "n4 is held by", "; and 55 more")
                .doesNotContain("n5 is");
    }

    @Test
    void claim_whenTheHigherRankingComesLater_shouldReplaceTheHolder() {
        TorrentPluginFactory high = factory();
        world.registry.addTorrentPluginFactory(factory(), metadata("low", 0));
        world.registry.addTorrentPluginFactory(high, metadata("high", 5));
        assertThat(state("low")).isEqualTo(State.WAITING);
        assertThat(snapshot("low").reason()).contains("high");
        assertThat(snapshot("high").ids()).containsExactly(1);
        world.registry.removeTorrentPluginFactory(high);
        assertThat(state("low")).isEqualTo(State.ACTIVE);
        assertThat(snapshot("low").ids()).containsExactly(1);
    }

    @Test
    void claim_whenTheHigherRankingCameFirst_shouldLetTheOtherWait() {
        world.registry.addTorrentPluginFactory(factory(), metadata("high", 5));
        world.registry.addTorrentPluginFactory(factory(), metadata("low", 0));
        assertThat(state("high")).isEqualTo(State.ACTIVE);
        assertThat(state("low")).isEqualTo(State.WAITING);
    }

    @Test
    void claim_whenAnExtensionHasTheNameOfAFullPlugin_shouldWait() {
        world.registry.addTorrentPluginFactory(factory(), world.speaking("x"));
        world.registry.addExtension(new Recorder("x"), world.origin("late", 9, Map.of()));
        assertThat(state("late")).isEqualTo(State.WAITING);
    }

    @Test
    void release_whenNobodyWaits_shouldShowTheDepartedName() {
        TorrentPluginFactory only = factory();
        world.registry.addTorrentPluginFactory(only, metadata("one", 0));
        world.registry.removeTorrentPluginFactory(only);
        PluginSnapshot departed = world.registry.snapshot().get(0);
        assertThat(departed.state()).isEqualTo(State.DEPARTED);
        assertThat(departed.extensions()).containsExactly("ut_metadata");
        assertThat(departed.ids()).containsExactly(1);
    }

    @Test
    void modified_whenTheRankingChanges_shouldShowInTheOrderOfCalls() {
        List<String> calls = new ArrayList<>();
        TorrentPluginFactory first = recording("first", calls);
        TorrentPluginFactory second = recording("second", calls);
        world.registry.addTorrentPluginFactory(first, world.origin("first", 0, Map.of()));
        world.registry.addTorrentPluginFactory(second, world.origin("second", 0, Map.of()));
        world.registry.modified(second, world.origin("second", 7, Map.of()));
        new FakeTorrent(world);
        assertThat(calls).containsExactly("second", "first");
    }

    private static TorrentPluginFactory recording(String name, List<String> calls) {
        return (torrent, userData) -> {
            calls.add(name);
            return null;
        };
    }
}
