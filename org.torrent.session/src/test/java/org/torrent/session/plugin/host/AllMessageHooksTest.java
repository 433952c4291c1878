package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.hook.ReceivedHook;
import org.torrent.session.plugin.hook.SentHook;

/** PLUGINS section 2: which hook a message calls, with what. */
class AllMessageHooksTest {
    private static final BlockRequest BLOCK = new BlockRequest(3, 16_384, 100);

    private static final List<String> BY_THEMSELVES =
            List.of("onPiece", "sentPiece", "sentPayload", "onDontHave", "sentDontHave");

    private final World world = new World();
    private final List<String> calls = new ArrayList<>();
    private Verdict verdict = Verdict.PASS;

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(new Message.Choke(), "onChoke", "sentChoke", "[]"),
                Arguments.of(new Message.Unchoke(), "onUnchoke", "sentUnchoke", "[]"),
                Arguments.of(new Message.Interested(), "onInterested", "sentInterested", "[]"),
                Arguments.of(new Message.NotInterested(), "onNotInterested", "sentNotInterested", "[]"),
                Arguments.of(new Message.Have(7), "onHave", "sentHave", "[7]"),
                Arguments.of(new Message.BitfieldMessage(new byte[] {5}), "onBitfield", "sentBitfield", "[[5]]"),
                Arguments.of(new Message.HaveAll(), "onHaveAll", "sentHaveAll", "[]"),
                Arguments.of(new Message.HaveNone(), "onHaveNone", "sentHaveNone", "[]"),
                Arguments.of(new Message.AllowedFast(7), "onAllowedFast", "sentAllowFast", "[7]"),
                Arguments.of(new Message.Suggest(7), "onSuggest", "sentSuggest", "[7]"),
                Arguments.of(new Message.Request(BLOCK), "onRequest", "sentRequest", "[" + BLOCK + "]"),
                Arguments.of(new Message.Cancel(BLOCK), "onCancel", "sentCancel", "[" + BLOCK + "]"),
                Arguments.of(new Message.Reject(BLOCK), "onReject", "sentRejectRequest", "[" + BLOCK + "]"),
                Arguments.of(new Message.Extended(9, new byte[] {5}), "onExtended", null, "[1, 9, [5]]"),
                Arguments.of(new Message.Extended(9, new byte[] {5}), null, "sentExtended", "[9, [5]]"),
                Arguments.of(new Message.Port(6881), null, "sentPort", "[6881]"),
                Arguments.of(new Message.Unknown(99, new byte[] {5}), "onUnknownMessage", null, "[1, 99, [5]]"));
    }

    static Stream<Arguments> arriving() {
        return messages().filter(each -> each.get()[1] != null || each.get()[0] instanceof Message.Port);
    }

    static Stream<Arguments> leaving() {
        return messages().filter(each -> each.get()[2] != null || each.get()[0] instanceof Message.Unknown);
    }

    private FakePeer connect() {
        PeerPlugin plugin = (PeerPlugin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PeerPlugin.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.deepToString(arguments == null ? new Object[0] : arguments));
                    return method.getReturnType() == boolean.class
                            ? (Object) true
                            : method.getReturnType() == Verdict.class ? verdict : null;
                });
        world.registry.addTorrentPluginFactory(
                (torrent, data) -> new TorrentPlugin() {
                    @Override
                    public PeerPlugin newConnection(PeerContext peer) {
                        return plugin;
                    }
                },
                world.origin("bundle", 0, Map.of()));
        FakePeer peer = new FakeTorrent(world).connect();
        calls.clear();
        return peer;
    }

    @ParameterizedTest
    @MethodSource("arriving")
    void received_shouldCallItsHookWithWhatItSays(Message message, String hook, String none, String arguments) {
        FakePeer peer = connect();
        verdict = Verdict.HANDLED;
        Verdict[] answer = new Verdict[1];
        world.torrentLoop.enter(() -> answer[0] = peer.extensions.received(message));
        assertThat(calls).isEqualTo(hook == null ? List.of() : List.of(hook + arguments));
        assertThat(answer[0]).isEqualTo(hook == null ? Verdict.PASS : Verdict.HANDLED);
    }

    @ParameterizedTest
    @MethodSource("leaving")
    void sent_shouldCallItsHookWithWhatItSays(Message message, String none, String hook, String arguments) {
        FakePeer peer = connect();
        world.torrentLoop.enter(() -> peer.extensions.sent(message));
        assertThat(calls).isEqualTo(hook == null ? List.of() : List.of(hook + arguments));
    }

    @Test
    void messages_shouldCoverEveryRow() {
        List<String> hooks = messages()
                .flatMap(each -> Stream.of(each.get()[1], each.get()[2]))
                .map(String::valueOf)
                .toList();
        assertThat(Stream.concat(Arrays.stream(ReceivedHook.values()), Arrays.stream(SentHook.values()))
                        .map(row -> row.label()))
                .allSatisfy(label -> assertThat(hooks.contains(label) || BY_THEMSELVES.contains(label))
                        .as(label)
                        .isTrue());
    }

    @Test
    void dontHave_shouldCallItsHooksWithThePiece() {
        FakePeer peer = connect();
        peer.handshake(DontHave.NAME, 9);
        calls.clear();
        verdict = Verdict.HANDLED;
        world.torrentLoop.enter(() -> {
            assertThat(peer.extensions.receivedDontHave(7)).isEqualTo(Verdict.HANDLED);
            peer.extensions.sent(new Message.Extended(9, DontHave.encode(7)));
            peer.extensions.sent(new Message.Extended(8, DontHave.encode(7)));
        });
        assertThat(calls)
                .containsExactly(
                        "onDontHave[7]",
                        "sentExtended[9, [0, 0, 0, 7]]",
                        "sentDontHave[7]",
                        "sentExtended[8, [0, 0, 0, 7]]");
    }

    @Test
    void writeRequestAndSentPiece_shouldCallTheirHooks() {
        FakePeer peer = connect();
        verdict = Verdict.HANDLED;
        world.torrentLoop.enter(() -> {
            assertThat(peer.extensions.wantsSentPieces()).isTrue();
            peer.extensions.sentPiece(BLOCK);
            assertThat(peer.extensions.writeRequest(BLOCK)).isEqualTo(Verdict.HANDLED);
        });
        assertThat(calls).containsExactly("sentPiece[" + BLOCK + "]", "writeRequest[" + BLOCK + "]");
        peer.close();
        world.torrentLoop.enter(() -> {
            assertThat(peer.extensions.wantsSentPieces()).isFalse();
            assertThat(peer.extensions.writeRequest(BLOCK)).isEqualTo(Verdict.PASS);
        });
    }
}
