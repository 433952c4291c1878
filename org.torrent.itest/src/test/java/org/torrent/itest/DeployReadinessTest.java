package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrent.api.deploy.BundleReadiness;
import org.torrent.api.deploy.DeployListener;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.api.deploy.Readiness;
import org.torrent.itest.bundle.Activators;
import org.torrent.itest.bundle.EchoPlugin;
import org.torrent.itest.bundle.HangingPlugin;
import org.torrent.itest.bundle.ThrowingPlugin;

/** A successor must be used, not only run; and whoever listens, answers or offers files badly keeps nobody. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployReadinessTest {
    private static final int OTHERS = 20;
    private static final long DEADLINE_MILLIS = 2_000;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(DeployReadinessTest.class)};
    }

    private DeployFolder folder() {
        return new DeployFolder(context);
    }

    @Test
    public void successor_whenItsPluginCannotBeUsed_shouldLeaveTheOneBefore() throws Exception {
        folder().deadline(DEADLINE_MILLIS);
        Map<Class<?>, String> bad = new LinkedHashMap<>();
        bad.put(ThrowingPlugin.InConstructor.class, "its constructor or activation failed");
        bad.put(ThrowingPlugin.InActivation.class, "its constructor or activation failed");
        bad.put(ThrowingPlugin.InName.class, "no luck in name()");
        bad.put(HangingPlugin.WaitsInConstructor.class, "is not ready");
        bad.put(HangingPlugin.InActivation.class, "is not ready");
        bad.put(HangingPlugin.InName.class, "is not ready");
        PluginBundle good = PluginBundle.echo("ut_ready");
        Path jar = folder().path("ready.jar");
        DeployedJar.of(good).drop(jar);
        folder().awaitVersion(good, "1.0.0");
        int minor = 1;
        for (Map.Entry<Class<?>, String> each : bad.entrySet()) {
            String version = "2." + minor++ + ".0";
            DeployedJar.of(new PluginBundle(good.symbolicName(), version, "ut_ready", 0, each.getKey()))
                    .drop(jar);
            boolean hangs = HangingPlugin.class.isAssignableFrom(each.getKey());
            State state = hangs ? State.STUCK : State.REFUSED;
            Await.until(
                    () -> version + " " + state + ", there is " + folder().line(jar),
                    () -> folder().says(jar, state, each.getValue())
                            && folder().says(jar, state, "; version 1.0.0 goes on")
                            && folder().line(jar).get(0).version().equals(version));
            folder().awaitVersion(good, "1.0.0");
        }
        DeployedJar.of(good.withVersion("3.0.0")).drop(jar);
        folder().awaitVersion(good, "3.0.0");
        folder().delete(jar);
    }

    @Test
    public void successor_whenAnotherHasItsName_shouldBringTheOneBeforeBack() throws Exception {
        folder().deadline(DEADLINE_MILLIS);
        PluginBundle holder = PluginBundle.echo("ut_held");
        PluginBundle good = PluginBundle.echo("ut_free");
        Path held = folder().path("held.jar");
        Path jar = folder().path("free.jar");
        DeployedJar.of(holder).drop(held);
        DeployedJar.of(good).drop(jar);
        folder().awaitVersion(holder, "1.0.0");
        folder().awaitVersion(good, "1.0.0");
        DeployedJar.of(new PluginBundle(good.symbolicName(), "2.0.0", "ut_held", 0, EchoPlugin.class))
                .drop(jar);
        DeployedFile line =
                folder().await(jar, State.REFUSED, "the name ut_held is that of ut_held (test.ut_held 1.0.0)");
        assertTrue(line.reason(), line.reason().endsWith("; version 1.0.0 goes on"));
        folder().awaitVersion(good, "1.0.0");
        folder().awaitVersion(holder, "1.0.0");
        folder().delete(jar);
        folder().delete(held);
    }

    @Test
    public void firstOne_whenItsPluginCannotBeUsed_shouldSaySoAndBeMended() throws Exception {
        folder().deadline(DEADLINE_MILLIS);
        PluginBundle good = PluginBundle.echo("ut_first");
        Path jar = folder().path("first.jar");
        DeployedJar.of(new PluginBundle(good.symbolicName(), "1.0.0", "ut_first", 0, ThrowingPlugin.InName.class))
                .drop(jar);
        folder().await(jar, State.REFUSED, "it runs, but its plugin can't be used: ");
        DeployedJar.of(good.withVersion("1.1.0")).drop(jar);
        folder().awaitVersion(good, "1.1.0");
        folder().await(jar, State.ACTIVE, "");
        folder().delete(jar);
    }

    @Test
    public void bundles_whenThereIsNoSession_shouldBeReplacedAllTheSame() throws Exception {
        folder().deadline(DEADLINE_MILLIS);
        Bundle session = new Container(context).bundle("org.torrent.session");
        session.stop();
        Path jar = folder().path("idle.jar");
        DeployedJar idle = DeployedJar.of("test.idle", Activators.Idle.class);
        idle.withHeader("Bundle-Version", "1.0.0").drop(jar);
        folder().await(jar, State.ACTIVE, "");
        idle.withHeader("Bundle-Version", "2.0.0").drop(jar);
        Await.until("the second alone, there is " + folder().line(jar), () -> folder().line(jar).stream()
                .anyMatch(line -> line.state() == State.ACTIVE && line.version().equals("2.0.0")));
        folder().delete(jar);
        session.start();
    }

    @Test
    public void others_whenBundlesListenersAndFilesHang_shouldComeAndGo() throws Exception {
        folder().deadline(DEADLINE_MILLIS);
        CountDownLatch release = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        ServiceRegistration<?> hangs = context.registerService(DeployListener.class, file -> hang(release), null);
        ServiceRegistration<?> hears = context.registerService(
                DeployListener.class, file -> heard.add(file.path().getFileName() + " " + file.state()), null);
        ServiceRegistration<?> unsure = context.registerService(
                BundleReadiness.class,
                bundle -> {
                    hang(release);
                    return Readiness.refused("it said so when nobody waited any more");
                },
                null);
        Path pipe = folder().path("pipe.jar");
        Path huge = folder().path("huge.jar");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        Map<String, DeployedJar> hanging = hanging();
        for (Map.Entry<String, DeployedJar> each : hanging.entrySet()) {
            each.getValue().drop(folder().path(each.getKey() + ".jar"));
        }
        folder().await(folder().path("stop.jar"), State.ACTIVE, "");
        folder().delete(folder().path("stop.jar")); // its stop hangs from now on
        comeAndGo();
        folder().await(folder().path("start.jar"), State.STUCK, "its start has not returned");
        folder().await(pipe, State.REFUSED, "it is no file that can be read");
        folder().await(huge, State.REFUSED, "it has more than");
        for (int i = 0; i < OTHERS; i++) {
            String name = "other" + i + ".jar " + State.ACTIVE;
            Await.until(() -> name + " in " + heard, () -> heard.contains(name));
        }
        release.countDown();
        endHanging(hanging);
        hangs.unregister();
        hears.unregister();
        unsure.unregister();
        folder().delete(pipe);
        folder().delete(huge);
    }

    private static Map<String, DeployedJar> hanging() {
        System.clearProperty(HangingPlugin.RELEASE);
        System.clearProperty(Activators.RELEASE);
        Map<String, DeployedJar> hanging = new LinkedHashMap<>();
        hanging.put("start", DeployedJar.of("test.hangs.in.start", Activators.HangsAtStart.class));
        hanging.put("stop", DeployedJar.of("test.hangs.in.stop", Activators.HangsAtStop.class));
        for (Class<? extends HangingPlugin> type : List.of(
                HangingPlugin.InConstructor.class, HangingPlugin.InActivation.class, HangingPlugin.InName.class)) {
            hanging.put(type.getSimpleName(), DeployedJar.of(PluginBundle.hanging(type)));
        }
        return hanging;
    }

    private void endHanging(Map<String, DeployedJar> hanging) throws Exception {
        for (String way : hanging.keySet()) {
            if (!way.equals("stop")) {
                folder().delete(folder().path(way + ".jar"));
            }
        }
        System.setProperty(HangingPlugin.RELEASE, "now");
        System.setProperty(Activators.RELEASE, "now");
        Await.until("what hung is gone", () -> Arrays.stream(context.getBundles())
                .noneMatch(bundle -> bundle.getSymbolicName().startsWith("test.hang")));
    }

    private static void hang(CountDownLatch release) {
        boolean isOver = false;
        while (!isOver) {
            try {
                release.await();
                isOver = true;
            } catch (InterruptedException e) {
                continue; // as bad code does
            }
        }
    }

    /** Twenty come, each is replaced, and all leave. */
    private void comeAndGo() throws Exception {
        for (String version : List.of("1.0.0", "2.0.0")) {
            for (int i = 0; i < OTHERS; i++) {
                DeployedJar.of(other(i).withVersion(version)).drop(folder().path("other" + i + ".jar"));
            }
            for (int i = 0; i < OTHERS; i++) {
                folder().awaitVersion(other(i), version);
            }
        }
        for (int i = 0; i < OTHERS; i++) {
            folder().delete(folder().path("other" + i + ".jar"));
        }
        Container container = new Container(context);
        for (int i = 0; i < OTHERS; i++) {
            String name = other(i).symbolicName();
            Await.until(name + " is gone", () -> !container.has(name));
        }
    }

    private static PluginBundle other(int i) {
        return PluginBundle.echo("ut_other" + i);
    }
}
