package org.torrent.session.plugin.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Message;

/** The tables of hooks: each method of a contract has its row, and a class the bits of what it overrides. */
class HookTableTest {
    private static List<Hook> rows() {
        return Stream.<Hook[]>of(
                        ExtensionHook.values(),
                        SessionHook.values(),
                        TorrentHook.values(),
                        PeerHook.values(),
                        ReceivedHook.values(),
                        SentHook.values())
                .flatMap(Arrays::stream)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(classes = {ExtensionPlugin.class, SessionPlugin.class, TorrentPlugin.class, PeerPlugin.class})
    void rows_whenAContractHasAMethod_shouldBeOneForEach(Class<?> contract) {
        List<String> methods = Arrays.stream(contract.getMethods())
                .filter(Method::isDefault)
                .map(Method::getName)
                .toList();
        assertThat(rows())
                .filteredOn(row -> row.contract() == contract)
                .extracting(Hook::label)
                .containsExactlyInAnyOrderElementsOf(methods);
    }

    @Test
    void page_whenItListsTheHooks_shouldHaveTheRowsOfEachTable() throws IOException {
        List<String> page = Files.readAllLines(Path.of("PLUGIN-RUNTIME.md"));
        for (Hook row : rows()) {
            assertThat(page)
                    .as("%s.%s in PLUGIN-RUNTIME.md", row.contract().getSimpleName(), row.label())
                    .anyMatch(line -> line.startsWith(
                                    "| `" + ((Enum<?>) row).getDeclaringClass().getSimpleName() + "` |")
                            && line.contains('`' + row.label() + '`'));
        }
    }

    @Test
    void maskOf_whenMethodsAreOverridden_shouldHaveTheirBitsOnly() {
        PeerPlugin plugin = new PeerPlugin() {
            @Override
            public Verdict onHave(int piece) {
                return Verdict.HANDLED;
            }

            @Override
            public void tick() {}
        };
        assertThat(ReceivedHook.values())
                .filteredOn(hook -> hook.in(ReceivedHook.maskOf(plugin)))
                .containsExactly(ReceivedHook.HAVE);
        assertThat(PeerHook.values())
                .filteredOn(hook -> hook.in(PeerHook.maskOf(plugin)))
                .containsExactly(PeerHook.TICK);
        assertThat(SentHook.maskOf(plugin)).isZero();
        assertThat(TorrentHook.maskOf(plugin)).isZero();
        assertThat(ReceivedHook.maskOf(null)).isZero();
    }

    @Test
    void of_whenAMessageHasNoHook_shouldBeNone() {
        assertThat(ReceivedHook.of(new Message.KeepAlive())).isNull();
        assertThat(SentHook.of(new Message.KeepAlive())).isNull();
        assertThat(SentHook.of(new Message.Have(1))).isEqualTo(SentHook.HAVE);
    }

    @Test
    void constructor_whenTheRowsOutgrowTheMask_shouldRefuse() {
        assertThatThrownBy(() -> new HookTable(new Hook[65])).isInstanceOf(IllegalArgumentException.class);
    }
}
