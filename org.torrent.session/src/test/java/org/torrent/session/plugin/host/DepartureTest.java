package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.session.plugin.guard.Latches;
import org.torrent.spi.runtime.EventLoop;

/** What is left of a plugin when its bundle is gone: nothing. */
class DepartureTest {
    /** Loads this class's nested ones again, as a bundle would. */
    private static final class BundleLoader extends ClassLoader {
        BundleLoader() {
            super(DepartureTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith(DepartureTest.class.getName() + "$Loaded")
                    || name.equals(FullRecorder.class.getName());
            return own && findLoadedClass(name) == null ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        Object make(Class<?> type) {
            try {
                var constructor = loadClass(type.getName()).getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Made by the bundle's loader. */
    public static final class LoadedError extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Made by the bundle's loader: answers, adds keys, throws. */
    public static final class LoadedExtension implements ExtensionPlugin {
        private int calls;

        @Override
        public String name() {
            return "loaded";
        }

        @Override
        public Optional<Map<String, BencodeValue>> onHandshake(
                InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
            return Optional.of(Map.of("key", BencodeString.of("value")));
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            if (calls++ > 0) {
                throw new LoadedError();
            }
            return Optional.of(payload);
        }
    }

    private static void collect(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
    }

    @Test
    void removeExtension_whenItsBundleIsGone_shouldRetainNothing() {
        World world = new World();
        FakePeer[] peer = new FakePeer[1];
        WeakReference<ClassLoader> loader = useExtension(world, peer);
        collect(loader);
        assertThat(loader.get()).isNull();
        assertThat(peer[0].handshakes()).hasSize(2); // the connection is still there
        assertThat(world.plugin("loaded").bundle()).isEqualTo("org.example");
    }

    private static WeakReference<ClassLoader> useExtension(World world, FakePeer[] peer) {
        BundleLoader loader = new BundleLoader();
        ExtensionPlugin plugin = (ExtensionPlugin) loader.make(LoadedExtension.class);
        world.registry.addExtension(plugin, world.origin("org.example", 0, Map.of("instance", plugin)));
        FakeTorrent torrent = new FakeTorrent(world);
        peer[0] = torrent.connect();
        peer[0].handshake("loaded", 9);
        peer[0].receive(10, new byte[1]);
        peer[0].receive(10, new byte[1]);
        torrent.tick(peer[0]);
        assertThat(world.plugin("loaded").errors()).isEqualTo(1);
        assertThat(peer[0].messages()).hasSize(1); // and its future never completes
        world.registry.removeExtension(plugin);
        torrent.tick(peer[0]);
        return new WeakReference<>(loader);
    }

    /** Made by the bundle's loader. */
    public static final class LoadedFull extends FullRecorder {
        @Override
        public boolean onHandshake(long reservedBits) {
            peer.send("x", new byte[1]).whenComplete((done, failed) -> calls.add("settled"));
            torrent.supplyMetadata(new byte[1]).thenAccept(taken -> calls.add("taken"));
            peer.send(new PeerMessage.Unchoke()).whenComplete((done, failed) -> calls.add("unchoked"));
            peer.findPlugin(LoadedFull.class).orElseThrow();
            torrent.addTrackers(List.of("http://t.test/"), "me").thenAccept(added -> calls.add("trackers"));
            torrent.addPeers(List.of(new PeerEndpoint(new LoadedAddress(), 0)), PeerEndpoint.FROM_PEX)
                    .thenAccept(added -> calls.add("peers"));
            torrent.schedule(Duration.ofHours(1), () -> calls.add("an hour later"));
            torrent.postAlert(new LoadedAlert());
            throw new LoadedError();
        }
    }

    /** Made by the bundle's loader. */
    public static final class LoadedAlert extends Alert {
        LoadedAlert() {
            super(Alert.of(AlertCategory.EXTENSION, "loaded", "text").detail("more", new StringBuilder("s")));
        }
    }

    /** Made by the bundle's loader. */
    public static final class LoadedAddress extends InetSocketAddress {
        private static final long serialVersionUID = 1L;

        LoadedAddress() {
            super("192.0.2.9", 9);
        }
    }

    @Test
    void removeSessionPlugin_whenItsBundleIsGone_shouldRetainNothing() {
        World world = new World();
        FakePeer[] peer = new FakePeer[1];
        FakeTorrent[] torrent = new FakeTorrent[1];
        List<String> heard = new ArrayList<>();
        Consumer<Alert> listener =
                alert -> heard.add(alert.what() + " of " + alert.getClass().getSimpleName());
        world.tap = world.registry::onAlert;
        world.engineAlerts.subscribe(AlertCategories.of(AlertCategory.EXTENSION), listener);
        World.Loop subscriber = world.loops.get(world.loops.size() - 1);
        World.Loop lane = listen(world, listener);
        subscriber.pause();
        lane.pause();
        WeakReference<ClassLoader> loader = useFull(world, peer, torrent);
        collect(loader);
        assertThat(loader.get()).isNull();
        subscriber.goOn();
        lane.goOn();
        world.run();
        assertThat(heard)
                .as("what waited is plain now")
                .containsExactlyInAnyOrder("first of Alert", "loaded of Alert", "loaded of Alert");
        assertThat(peer[0].extensions.theirNames()).containsExactly("x");
        assertThat(torrent[0].endpoints).as("the engine keeps what it named").hasSize(1);
        assertThat(peer[0].said)
                .as("it was sent, and its future never completes")
                .hasSize(1);
    }

    /** A plugin that hears of alerts on this lane. */
    private static World.Loop listen(World world, Consumer<Alert> listener) {
        world.registry.addSessionPlugin(
                new SessionPlugin() {
                    @Override
                    public void onAlert(Alert alert) {
                        listener.accept(alert);
                    }
                },
                world.origin("listening", 0, Map.of(PluginProperties.ALERT_CATEGORIES, "extension")));
        World.offer(
                world.registry,
                Alert.of(AlertCategory.EXTENSION, "first", "makes the lane").build());
        return world.loops.get(world.loops.size() - 1);
    }

    private static WeakReference<ClassLoader> useFull(World world, FakePeer[] peer, FakeTorrent[] kept) {
        BundleLoader loader = new BundleLoader();
        SessionPlugin plugin = (SessionPlugin) loader.make(LoadedFull.class);
        world.registry.addSessionPlugin(plugin, world.speaking("x"));
        world.run();
        FakeTorrent torrent = new FakeTorrent(world);
        kept[0] = torrent;
        peer[0] = torrent.connect();
        peer[0].handshake("x", 9);
        torrent.tick(peer[0]);
        assertThat(torrent.endpoints).hasSize(1);
        world.registry.removeSessionPlugin(plugin);
        torrent.tick(peer[0]);
        return new WeakReference<>(loader);
    }

    @Test
    void removeExtension_whenACallIsUnderWay_shouldReturnWhenItEnded() throws InterruptedException {
        SystemClock clock = new SystemClock();
        PlatformThreads threads = new PlatformThreads(clock);
        EventLoop session = threads.newLoop("session");
        PluginRuntime registry = new PluginRuntime(
                threads,
                clock,
                World.session(session),
                World.alerts(clock, threads, alert -> {}),
                () -> null,
                null,
                PluginLimits.defaults());
        registry.switches(PluginSwitches.NONE);
        CountDownLatch inCall = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        boolean[] returned = new boolean[1];
        ExtensionPlugin plugin = new Recorder("slow") {
            @Override
            public void onPeerConnected(InfoHash infoHash, InetSocketAddress peer) {
                inCall.countDown();
                Latches.await(mayReturn, 60_000);
                returned[0] = true;
            }
        };
        registry.addExtension(plugin, new PluginOrigin("b", "1", 1, 0, Map.of()));
        registry.settled().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        EventLoop loop = threads.newLoop("torrent");
        PluginsOfTorrent torrent = registry.open(new LoopTorrent(loop));
        loop.execute(() -> {
            torrent.start();
            FakePeer.connect(torrent);
        });
        inCall.await();
        Thread bundleStop = new Thread(() -> registry.removeExtension(plugin), "bundle-stop");
        bundleStop.start();
        while (bundleStop.getState() != Thread.State.TIMED_WAITING) {
            assertThat(bundleStop.isAlive()).as("it did not wait").isTrue();
            Thread.onSpinWait();
        }
        mayReturn.countDown();
        bundleStop.join();
        assertThat(returned[0]).isTrue();
        registry.close();
        assertThat(session.shutdown(60_000)).isTrue();
        assertThat(loop.shutdown(60_000)).isTrue();
    }
}
