package org.torrent.interop.hooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeInteger;

/**
 * A full plugin that overrides every hook there is, by proxies, so that a new one is counted by itself; it keeps the counts
 * in the file that the property {@code hooks.file} names. It sends standard messages of its own, so that those leave too that the
 * engine has no reason to send in a short transfer. Compiled and packed by the suite.
 */
public final class HookCounter implements BundleActivator {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final SessionPlugin counted = proxy(SessionPlugin.class, this::session);
    private final ExtensionPlugin extension =
            proxy(ExtensionPlugin.class, (hook, arguments) -> hook.getName().equals("name") ? "ut_hook_counter" : null);
    private final Path file = Path.of(System.getProperty("hooks.file"));

    @Override
    public void start(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE);
        context.registerService(SessionPlugin.class, counted, properties);
        context.registerService(ExtensionPlugin.class, extension, properties);
    }

    @Override
    public void stop(BundleContext context) {}

    /** What a proxy answers beside counting; null for what the hook does by itself. */
    private interface Answer {
        Object of(Method hook, Object[] arguments);
    }

    private <T> T proxy(Class<T> contract, Answer answer) {
        InvocationHandler handler = (proxy, hook, arguments) -> {
            if (hook.getDeclaringClass() == Object.class) {
                return ofObject(proxy, hook, arguments);
            }
            counts.computeIfAbsent(contract.getSimpleName() + "." + hook.getName(), name -> new LongAdder())
                    .increment();
            Object answered = answer.of(hook, arguments);
            return answered == null ? InvocationHandler.invokeDefault(proxy, hook, arguments) : answered;
        };
        return contract.cast(Proxy.newProxyInstance(HookCounter.class.getClassLoader(), new Class<?>[] {contract}, handler));
    }

    private static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> proxy.getClass().getName();
        };
    }

    private Object session(Method hook, Object[] arguments) {
        switch (hook.getName()) {
            case "onTick", "abort" -> write();
            case "newTorrent" -> {
                return torrent((TorrentContext) arguments[0]);
            }
            default -> {}
        }
        return null;
    }

    private TorrentPlugin torrent(TorrentContext torrent) {
        AtomicInteger verified = new AtomicInteger(-1);
        return proxy(TorrentPlugin.class, (hook, arguments) -> {
            if (hook.getName().equals("onPiecePass")) {
                verified.set((int) arguments[0]);
            } else if (hook.getName().equals("onState") && arguments[0] == TorrentState.SEEDING) {
                verified.set(0);
            }
            return hook.getName().equals("newConnection") ? new Peer((PeerContext) arguments[0], verified).plugin : null;
        });
    }

    /** One connection: says each standard message once, when it may. */
    private final class Peer {
        private final PeerContext peer;
        private final AtomicInteger verified;
        private final List<BlockRequest> asked = new ArrayList<>();
        private final PeerPlugin plugin = proxy(PeerPlugin.class, this::hook);
        private int ticks;

        Peer(PeerContext peer, AtomicInteger verified) {
            this.peer = peer;
            this.verified = verified;
        }

        private Object hook(Method hook, Object[] arguments) {
            switch (hook.getName()) {
                case "addHandshake" -> ((HandshakeBuilder) arguments[0])
                        .put("hook_counter", BencodeInteger.of(1));
                case "sentRequest" -> asked.add((BlockRequest) arguments[0]);
                case "tick" -> say(++ticks);
                default -> {}
            }
            return null;
        }

        /** One after the other: what is refused is none of the counter's business. */
        private void say(int tick) {
            int piece = verified.get();
            if (piece < 0) {
                return;
            }
            switch (tick % 8) {
                case 1 -> peer.send(new PeerMessage.Suggest(piece));
                case 2 -> peer.send(new PeerMessage.AllowedFast(piece));
                case 3 -> peer.send(new PeerMessage.DontHave(piece));
                case 4 -> peer.send(new PeerMessage.Have(piece));
                case 5 -> peer.send(new PeerMessage.NotInterested());
                case 6 -> asked.stream().skip(Math.max(0, asked.size() - 1)).forEach(block ->
                        peer.send(new PeerMessage.Cancel(block)));
                case 7 -> peer.send(new PeerMessage.Choke());
                default -> peer.send(new PeerMessage.Unchoke());
            }
        }
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> text.append(name).append(' ').append(count.sum()).append('\n'));
        try {
            Path next = file.resolveSibling("hooks.next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
