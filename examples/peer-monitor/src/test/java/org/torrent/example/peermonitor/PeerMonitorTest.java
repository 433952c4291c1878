package org.torrent.example.peermonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;

class PeerMonitorTest {
    private final List<String> messages = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private Set<String> theirNames = Set.of();
    private final PeerPlugin plugin =
            new PeerMonitor().newTorrent(torrent(), null).newConnection(peer());

    private TorrentContext torrent() {
        return fake(TorrentContext.class, (method, arguments) -> switch (method) {
            case "id" -> TorrentId.of(new byte[20]);
            case "postAlert" -> messages.add(((Alert) arguments[0]).message());
            case "execute" -> tasks.add((Runnable) arguments[0]);
            default -> throw new AssertionError(method);
        });
    }

    private PeerContext peer() {
        return fake(PeerContext.class, (method, arguments) -> switch (method) {
            case "remote" -> new InetSocketAddress("192.0.2.1", 6881);
            case "outgoing" -> true;
            case "extensionNames" -> theirNames;
            case "localId" -> OptionalInt.of(10);
            case "send" -> {
                sent.add(arguments[0] + " " + new String((byte[]) arguments[1], StandardCharsets.UTF_8));
                yield CompletableFuture.completedFuture(null);
            }
            default -> throw new AssertionError(method);
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            Object result = answer.to(method.getName(), args);
            return method.getReturnType() == void.class ? null : result;
        }));
    }

    @Test
    void hooks_whenAConnectionLives_shouldReportEachEvent() {
        plugin.onConnected();
        plugin.onExtended(3, 11, new byte[3]);
        plugin.onDisconnect("bye");
        assertThat(messages)
                .containsExactly(
                        "peer monitor: watches the torrent",
                        "peer monitor: 192.0.2.1:6881 is dialled",
                        "peer monitor: 192.0.2.1:6881 connected, we dialled",
                        "peer monitor: 192.0.2.1:6881 sent an extended message, id 11, 3 bytes",
                        "peer monitor: 192.0.2.1:6881 disconnected: bye");
    }

    @Test
    void onExtensionHandshake_whenThePeerRunsAMonitor_shouldSayHelloOnce() {
        plugin.onExtensionHandshake(BencodeDictionary.empty());
        tasks.forEach(Runnable::run);
        assertThat(sent).isEmpty();
        theirNames = Set.of(PeerMonitor.HELLO);
        plugin.onExtensionHandshake(BencodeDictionary.empty());
        tasks.forEach(Runnable::run);
        assertThat(sent).containsExactly("org_torrent_hello hello");
    }

    @Test
    void onExtended_whenThePeerSaysSomething_shouldReportItHarmlessly() {
        byte[] body = "hi\u001b[2J".getBytes(StandardCharsets.UTF_8);
        assertThat(plugin.onExtended(body.length, 10, body)).isEqualTo(Verdict.HANDLED);
        assertThat(messages).contains("peer monitor: 192.0.2.1:6881 says hi?[2J");
    }

    /** A hook that the contracts gain must be reported too. */
    @Test
    void hooks_whenTheContractsHaveThem_shouldAllBeReportedButTicks() {
        for (Class<?> contract : List.of(PeerPlugin.class, TorrentPlugin.class)) {
            Class<?> ours = contract == PeerPlugin.class ? MonitoredPeer.class : MonitoredTorrent.class;
            List<String> silent = Arrays.stream(contract.getMethods())
                    .filter(Method::isDefault)
                    .filter(method -> isInherited(ours, method))
                    .map(Method::getName)
                    .toList();
            assertThat(silent).as(contract.getSimpleName()).containsExactly("tick");
        }
    }

    private static boolean isInherited(Class<?> ours, Method hook) {
        try {
            return ours.getMethod(hook.getName(), hook.getParameterTypes()).getDeclaringClass()
                    == hook.getDeclaringClass();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
