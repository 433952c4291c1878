package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.state.PluginStates;

/** What was saved goes, with its torrent, its plugin, or what is left of it. */
class ForgottenStateTest extends StateDocuments {
    @Test
    void remove_whenATorrentLeaves_shouldTakeItsStatesWithIt() {
        states.open(ID);
        states.saveOfTorrent(ID, "b/p", state(1));
        states.release(ID);
        states.remove(ID);
        assertThat(states.saveOfTorrent(ID, "b/p", state(2))).isEmpty();
        assertThat(world.states.values).isEmpty();
        states.open(ID);
        assertThat(states.ofTorrent(ID, "b/p")).isEmpty();
    }

    @Test
    void release_whenSomebodyWaitsForWhatWasSaved_shouldLetThemGo() {
        world.states.slow = true;
        CompletableFuture<Void> opened = states.open(ID).toCompletableFuture();
        states.release(ID); // and no answer ever comes
        assertThat(opened).isDone();

        world.states.slow = false;
        states.open(OTHER);
        world.states.slow = true;
        states.saveOfTorrent(OTHER, "b/p", state(1));
        CompletableFuture<Void> flushed = states.flush().toCompletableFuture();
        assertThat(flushed).isNotDone();
        states.release(OTHER);
        assertThat(flushed).isDone();
    }

    @Test
    void forget_whenATorrentsDocumentCantBeRead_shouldSayWhatStays() {
        byte[] good = null;
        for (boolean isHere : List.of(false, true)) {
            world.states.values.clear();
            states = restarted();
            for (TorrentId torrent : List.of(ID, OTHER)) {
                states.open(torrent);
                states.saveOfTorrent(torrent, "b/p", state(1));
            }
            good = world.states.values.put(DOCUMENT, new byte[] {1});
            states = restarted();
            if (isHere) {
                states.open(ID);
                world.states.values.remove("damaged." + DOCUMENT);
            }
            CompletableFuture<Boolean> forgotten = states.forget("p").toCompletableFuture();
            assertThat(reason(forgotten)).contains("what p may have saved in " + DOCUMENT, "can't be read");
            assertThat(world.states.values.keySet()).as("the rest is gone").containsExactly(DOCUMENT);
        }
        world.states.values.put(DOCUMENT, good);
        states = restarted();
        assertThat(states.forget("p").toCompletableFuture()).isCompletedWithValue(true);
        assertThat(world.states.values).isEmpty();
    }

    @Test
    void forget_whenItsOwnDocumentCantBeRead_shouldRemoveIt() {
        states.ofSession("b/p");
        states.saveOfSession("b/p", state(1));
        String document = world.states.values.keySet().iterator().next();
        world.states.values.put(document, new byte[] {1});
        states = restarted();
        states.ofSession("b/p"); // it is here, and nobody knows what is in it
        world.states.values.remove("damaged." + document);
        assertThat(states.forget("p").toCompletableFuture()).isCompletedWithValue(true);
        assertThat(world.states.values).isEmpty();
    }

    @Test
    void sweep_whenARemovalWasCutShort_shouldRemoveWhatIsLeft() {
        states.open(ID);
        states.saveOfTorrent(ID, "b/p", state(1));
        states.open(OTHER);
        states.saveOfTorrent(OTHER, "b/p", state(1));
        states = restarted();
        states.sweep(Set.of(OTHER));
        assertThat(world.states.values.keySet()).containsExactly("plugins." + OTHER.text());
    }

    @Test
    void forget_whenThePluginIsGone_shouldRemoveItEverywhereAndNobodyElse(@TempDir Path data) throws Exception {
        World home = new World(PluginLimits.defaults(), data);
        Path own = Files.createDirectories(data.resolve("bundle").resolve("P"));
        Files.writeString(own.resolve("file"), "x");
        Path others = Files.createDirectories(data.resolve("bundle").resolve("Q"));
        home.store = world.states;
        for (PluginStates one : List.of(states)) {
            one.open(ID);
            one.open(OTHER);
            one.ofSession("bundle/P");
            one.ofSession("bundle/Q");
            one.saveOfTorrent(ID, "bundle/P", state(1));
            one.saveOfTorrent(ID, "bundle/Q", state(1));
            one.saveOfTorrent(OTHER, "bundle/P", state(1));
            one.saveOfSession("bundle/P", state(1));
            one.saveOfSession("bundle/Q", state(1));
        }
        home.registry.states().open(ID);
        CompletableFuture<Boolean> forgotten = home.registry.forget("P").toCompletableFuture();
        home.run();
        assertThat(forgotten).isCompletedWithValue(true);
        CompletableFuture<Boolean> again = home.registry.forget("P").toCompletableFuture();
        home.run();
        assertThat(again).isCompletedWithValue(false);
        assertThat(own).doesNotExist();
        assertThat(others).exists();
        states = restarted();
        states.open(ID);
        states.open(OTHER);
        assertThat(states.ofTorrent(ID, "bundle/P")).isEmpty();
        assertThat(states.ofTorrent(ID, "bundle/Q")).isPresent();
        assertThat(states.ofTorrent(OTHER, "bundle/P")).isEmpty();
        assertThat(states.ofSession("bundle/P")).isCompletedWithValue(Optional.empty());
        assertThat(states.ofSession("bundle/Q")).isCompletedWithValue(Optional.of(state(1)));
    }

    @Test
    void forget_whenThePluginIsHereOrNothingCanBeRemoved_shouldSaySo() {
        world.registry.addSessionPlugin(new Saver(), world.origin("b", 0, Map.of()));
        world.run();
        assertThat(refusal(Saver.class.getName())).contains("is here", "take its bundle out first");
        world.store = null;
        CompletableFuture<Boolean> withoutStorage =
                world.registry.forget("gone").toCompletableFuture();
        world.run();
        assertThat(withoutStorage).isCompletedExceptionally();
    }

    @Test
    void forget_whenAnotherHasTheSameDirectory_shouldNotDeleteItsFiles(@TempDir Path data) throws Exception {
        World home = new World(PluginLimits.defaults(), data);
        Path shared = Files.createDirectories(data.resolve("b").resolve("of_saver"));
        home.registry.addSessionPlugin(
                new Saver(), home.origin("b", 0, Map.of("component.name", "of:saver"))); // two names, one file name
        home.run();
        CompletableFuture<Boolean> refused = home.registry.forget("of/saver").toCompletableFuture();
        home.run();
        assertThat(reason(refused)).contains("'of:saver' is here", "data directory of 'of/saver'");
        assertThat(shared).exists();
    }

    @Test
    void forget_whenADocumentIsStillBeingRead_shouldWaitForIt() {
        states.open(ID);
        states.saveOfTorrent(ID, "b/p", state(1));
        states = restarted();
        world.states.slow = true;
        states.open(ID);
        CompletableFuture<Boolean> forgotten = states.forget("p").toCompletableFuture();
        while (!forgotten.isDone()) {
            world.states.answer();
        }
        assertThat(forgotten).isCompletedWithValue(true);
        assertThat(world.states.values).isEmpty();
    }

    @Test
    void forget_whenOneJustLeft_shouldWaitForWhatItSavesLast() {
        Runnable parted = states.parts("b/p");
        states.ofSession("b/p");
        CompletableFuture<Boolean> other = states.forget("q").toCompletableFuture();
        CompletableFuture<Boolean> forgotten = states.forget("p").toCompletableFuture();
        assertThat(other).isCompletedWithValue(false);
        states.saveOfSession("b/p", state(1));
        assertThat(forgotten).isNotDone();
        parted.run();
        assertThat(forgotten).isCompletedWithValue(true);
        assertThat(world.states.values).isEmpty();
    }
}
