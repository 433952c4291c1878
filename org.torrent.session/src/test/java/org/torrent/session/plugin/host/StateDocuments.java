package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.torrent.ext.api.PluginState;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.state.PluginStates;

/** States of plugins, in memory and in a store. */
abstract class StateDocuments {
    static final TorrentId ID = LoopTorrent.ID;
    static final TorrentId OTHER = TorrentId.v1(InfoHash.of(bytes(InfoHash.LENGTH, 7)));
    static final String DOCUMENT = "plugins." + ID.text();
    final World world = new World();
    final List<TorrentId> late = new ArrayList<>();
    PluginStates states = restarted();

    PluginStates restarted() {
        return new PluginStates(
                () -> world.store, World.session(world.sessionLoop), world, world.alerts::add, late::add);
    }

    static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static PluginState state(int length) {
        return new PluginState(1, bytes(length, 1));
    }

    String refusal(String name) {
        CompletableFuture<Boolean> refused = world.registry.forget(name).toCompletableFuture();
        world.run();
        return reason(refused);
    }

    static String reason(CompletableFuture<?> failed) {
        return failed.handle((value, error) -> {
                    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
                    assertThat(cause).isInstanceOf(IllegalStateException.class);
                    return cause.getMessage();
                })
                .join();
    }
}
