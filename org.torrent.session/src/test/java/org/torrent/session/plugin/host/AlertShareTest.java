package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertCategory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.plugin.PluginLimits;

/** What plugins post: to whom it comes as what, and how much of it waits. PLUGINS "Alerts", "Budgets of a plugin". */
class AlertShareTest {
    private final World world = new World();
    private final List<Alert> heard = new ArrayList<>();

    /** A class of the plugin's own. */
    private static final class Own extends Alert {
        private final int number;

        Own(int number) {
            super(Alert.of(AlertCategory.EXTENSION, "own", "number " + number).at(1));
            this.number = number;
        }
    }

    private FullRecorder plugin(String bundle) {
        FullRecorder plugin = new FullRecorder();
        world.registry.addSessionPlugin(plugin, world.origin(bundle, 0, Map.of()));
        world.run();
        return plugin;
    }

    private World.Loop subscribe(AlertCategory... categories) {
        world.engineAlerts.subscribe(AlertCategories.of(categories), heard::add);
        return world.loops.get(world.loops.size() - 1);
    }

    private static void flood(FullRecorder plugin, String what, int count) {
        for (int i = 0; i < count; i++) {
            plugin.session.postAlert(
                    Alert.of(AlertCategory.EXTENSION, what, what + " " + i).build());
        }
    }

    private List<Alert> heard(String what) {
        return heard.stream().filter(alert -> alert.what().equals(what)).toList();
    }

    private long dropped(String bundle) {
        return world.registry.snapshot().stream()
                .filter(plugin -> plugin.bundle().equals(bundle))
                .findFirst()
                .orElseThrow()
                .dropped();
    }

    @Test
    void postAlert_whenItIsOfAnOwnClass_shouldReachWhoKnowsTheClassAsSuch() {
        FullRecorder poster = plugin("poster");
        subscribe(AlertCategory.EXTENSION);
        poster.session.postAlert(new Own(7));
        world.run();
        assertThat(heard).singleElement().isInstanceOfSatisfying(Own.class, own -> assertThat(own.number)
                .isEqualTo(7));
        assertThat(world.engineAlerts.recent())
                .filteredOn(alert -> alert.what().equals("own"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.getClass()).as("kept as").isEqualTo(Alert.class));
    }

    @Test
    void postAlert_whenThePluginLeftMeanwhile_shouldBeAPlainOne() {
        FullRecorder poster = plugin("poster");
        World.Loop subscriber = subscribe(AlertCategory.EXTENSION);
        subscriber.pause();
        poster.session.postAlert(new Own(7));
        world.registry.removeSessionPlugin(poster);
        world.advanceSeconds(3);
        subscriber.goOn();
        world.run();
        assertThat(heard).singleElement().satisfies(alert -> {
            assertThat(alert.getClass()).isEqualTo(Alert.class);
            assertThat(alert.message()).isEqualTo("number 7");
        });
    }

    @Test
    void postAlert_whenAPluginFloods_shouldLoseItsOwnOnly() {
        FullRecorder flooding = plugin("flooding");
        FullRecorder quiet = plugin("quiet");
        World.Loop subscriber = subscribe(AlertCategory.EXTENSION, AlertCategory.STATUS);
        subscriber.pause();
        flood(quiet, "quiet", 1);
        world.engineAlerts.post(Alert.of(AlertType.ADD_TORRENT, "added").build());
        flood(flooding, "flood", 20_000);
        flood(quiet, "quiet", 1);
        subscriber.goOn();
        world.run();
        assertThat(heard("quiet")).hasSize(2);
        assertThat(heard("add_torrent")).hasSize(1);
        assertThat(heard("flood")).hasSize(1_000);
        assertThat(heard.get(0).details()).containsEntry(AlertDetail.ALERTS_DROPPED_BEFORE.key(), 19_000L);
        assertThat(dropped("flooding"))
                .as("in the subscriber's queue and among the recent ones")
                .isEqualTo(38_950);
        assertThat(dropped("quiet")).isZero();
        assertThat(world.engineAlerts.recent())
                .extracting(Alert::what)
                .contains("quiet", "add_torrent", "plugin_active");
    }

    @Test
    void postAlert_whenManyPluginsFlood_shouldBoundTheirSumAndKeepTheOthers() {
        FullRecorder quiet = plugin("quiet");
        World.Loop subscriber = subscribe(AlertCategory.EXTENSION);
        subscriber.pause();
        flood(quiet, "quiet", 3);
        for (int i = 0; i < 6; i++) {
            flood(plugin("flooding" + i), "flood", 1_500);
        }
        flood(quiet, "quiet", 3);
        subscriber.goOn();
        world.run();
        assertThat(heard).hasSize(4_000);
        assertThat(heard("quiet")).hasSize(6);
    }

    @Test
    void postAlert_whenOwnClassesWereLost_shouldSayHowManyInFront() {
        FullRecorder flooding = plugin("flooding");
        World.Loop subscriber = subscribe(AlertCategory.EXTENSION);
        subscriber.pause();
        for (int i = 0; i < 1_003; i++) {
            flooding.session.postAlert(new Own(i));
        }
        subscriber.goOn();
        world.run();
        assertThat(heard.get(0).is(AlertType.ALERTS_DROPPED)).isTrue();
        assertThat(heard.get(0).details()).containsEntry(AlertDetail.DROPPED.key(), 3L);
        assertThat(heard.get(1))
                .isInstanceOfSatisfying(Own.class, own -> assertThat(own.number).isEqualTo(3));
    }

    @Test
    void onAlert_whenAnotherPluginFloods_shouldStillHearTheSessions() {
        world.tap = world.registry::onAlert;
        FullRecorder flooding = plugin("flooding");
        FullRecorder listening = new FullRecorder() {
            @Override
            public void onAlert(Alert alert) {
                heard.add(alert);
            }
        };
        world.registry.addSessionPlugin(listening, world.origin("listening", 0, Map.of()));
        world.run();
        heard.clear();
        world.engineAlerts.post(Alert.of(AlertType.ADD_TORRENT, "added").build());
        flood(flooding, "flood", 20_000);
        world.run();
        assertThat(heard("add_torrent")).hasSize(1);
        assertThat(heard("flood")).hasSize(PluginLimits.ALERTS_OF_PLUGIN);
    }

    @Test
    void postAlert_whenNobodyWantsTheCategory_shouldNotMakeIt() {
        world.engineAlerts.tap(category -> false, alert -> {});
        FullRecorder poster = plugin("poster");
        List<String> made = new ArrayList<>();
        Supplier<Alert> alert = () -> {
            made.add("made");
            return Alert.of(AlertCategory.PEER, "about_a_peer", "x").build();
        };
        poster.session.postAlert(AlertCategory.PEER, alert);
        assertThat(made).isEmpty();
        subscribe(AlertCategory.PEER);
        poster.session.postAlert(AlertCategory.PEER, alert);
        world.run();
        assertThat(made).hasSize(1);
        assertThat(heard).extracting(Alert::what).containsExactly("about_a_peer");
    }

    @Test
    void postAlert_whenItIsHuge_shouldBeCut() {
        FullRecorder poster = plugin("poster");
        subscribe(AlertCategory.EXTENSION);
        Alert.Builder huge = Alert.of(AlertCategory.EXTENSION, "huge", "x".repeat(1_000_000));
        for (int i = 0; i < 1_000; i++) {
            huge.detail("key" + i, "y".repeat(5_000));
        }
        poster.session.postAlert(huge.build());
        world.run();
        assertThat(heard).singleElement().satisfies(alert -> {
            assertThat(alert.message()).hasSize(4_096);
            assertThat(alert.details()).hasSize(64).allSatisfy((key, value) -> assertThat((String) value)
                    .hasSize(4_096));
        });
    }
}
