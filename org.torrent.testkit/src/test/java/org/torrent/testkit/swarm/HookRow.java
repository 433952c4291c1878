package org.torrent.testkit.swarm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.session.plugin.hook.Hook;
import org.torrent.session.plugin.hook.SentHook;
import org.torrent.session.plugin.hook.SessionHook;

/**
 * A method of a contract that plugins implement.
 *
 * @param contract declares it
 * @param label its name
 */
record HookRow(Class<?> contract, String label) {
    /** Only a session with a DHT node sends it. */
    private static final Set<Hook> NOT_YET = Set.of(SentHook.PORT);

    /** A factory has no table: its one method is no choice. */
    private static final HookRow FACTORY = new HookRow(TorrentPluginFactory.class, "newTorrent");

    /** The row of a table. */
    static HookRow of(Hook hook) {
        return new HookRow(hook.contract(), hook.label());
    }

    /** Every row of every table there is. */
    static List<HookRow> all() {
        Stream<HookRow> rows = Arrays.stream(Hook.class.getPermittedSubclasses())
                .flatMap(table -> Arrays.stream(table.getEnumConstants()))
                .map(Hook.class::cast)
                .filter(hook -> !NOT_YET.contains(hook))
                .map(HookRow::of);
        return Stream.concat(rows, Stream.of(FACTORY)).toList();
    }

    boolean is(Hook hook) {
        return equals(of(hook));
    }

    /** Whether it is called when the plugin leaves, and seldom before. */
    boolean isLast() {
        return is(SessionHook.ABORT) || is(SessionHook.SAVE_STATE);
    }

    /** Whether the loop of a torrent calls it; a plugin's lane does otherwise. */
    boolean isOnLoop() {
        boolean isOfSession = contract == SessionPlugin.class;
        boolean needsAnswer = is(SessionHook.NEW_TORRENT) || is(SessionHook.UNCHOKE_PRIORITY);
        return contract != ExtensionPlugin.class && (!isOfSession || needsAnswer);
    }

    /** Whether a plugin has been lent something when it is called: what it could send, post or pause by. */
    boolean hasContext() {
        return contract != ExtensionPlugin.class && !is(SessionHook.LOAD_STATE);
    }

    @Override
    public String toString() {
        return contract.getSimpleName() + "." + label;
    }
}
