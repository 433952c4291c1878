package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.itest.bundle.Activators;

/** What users, and worse, do to a deploy folder: what ran before goes on, and the reason is said. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployFaultsTest {
    private static final String DEADLINE_MILLIS = "500";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    /** Nothing hangs beyond its test. */
    @After
    public void release() {
        System.setProperty(Activators.RELEASE, "now");
    }

    private Container container() {
        return new Container(context);
    }

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(DeployFaultsTest.class)};
    }

    /** It may have been stopped and started. */
    private DeployStatus deployed() {
        ServiceReference<DeployStatus> reference = context.getServiceReference(DeployStatus.class);
        return context.getService(reference);
    }

    private Path path(String file) {
        return Path.of(context.getProperty("torrent.deploy"), file);
    }

    private DeployedFile await(Path jar, DeployedFile.State state, String reason) {
        Await.until(
                () -> jar + " " + state + " " + reason + ", there is "
                        + deployed().files(),
                () -> line(jar).stream().anyMatch(file -> isSo(file, state, reason)));
        return line(jar).get(0);
    }

    private static boolean isSo(DeployedFile file, DeployedFile.State state, String reason) {
        return file.state() == state && file.reason().contains(reason);
    }

    private List<DeployedFile> line(Path jar) {
        return deployed().files().stream()
                .filter(file -> file.path().equals(jar))
                .toList();
    }

    private void awaitVersion(PluginBundle plugin, String version) {
        Await.until(
                () -> version + " alone, there is " + container().session().plugins(),
                () -> container().pluginsOf(plugin.symbolicName()).stream()
                        .map(now -> now.version() + now.state())
                        .toList()
                        .equals(List.of(version + PluginSnapshot.State.ACTIVE)));
    }

    private void delete(Path jar) throws IOException {
        Files.delete(jar);
        Await.until("no line of " + jar, () -> line(jar).isEmpty());
    }

    @Test
    public void goodJar_whenItIsOverwrittenByABadOne_shouldGoOn() throws Exception {
        PluginBundle plugin = PluginBundle.echo("ut_overwritten");
        byte[] good = DeployedJar.of(plugin.withVersion("2.0.0")).bytes();
        byte[] random = new byte[4_000];
        new Random(1).nextBytes(random);
        List<byte[]> all = List.of(
                Arrays.copyOf(good, good.length / 2),
                Arrays.copyOf(good, good.length - 1),
                random,
                new byte[0],
                "<html>404</html>".getBytes(StandardCharsets.US_ASCII));
        Path jar = path("overwritten.jar");
        DeployedJar.of(plugin).drop(jar);
        PluginSnapshot first = container().awaitPlugin(plugin.symbolicName(), PluginSnapshot.State.ACTIVE);
        try (Transfer transfer = Transfer.start(container(), "overwritten")) {
            for (byte[] bad : all) {
                new DeployedJar(bad).drop(jar);
                await(jar, DeployedFile.State.REFUSED, "; version 1.0.0 goes on");
                awaitVersion(plugin, "1.0.0");
                new DeployedJar(good).drop(jar); // another line, so that the next is not believed too soon
                awaitVersion(plugin, "2.0.0");
                DeployedJar.of(plugin).drop(jar);
                awaitVersion(plugin, "1.0.0");
            }
            assertEquals(
                    first.ids(),
                    container()
                            .awaitPlugin(plugin.symbolicName(), PluginSnapshot.State.ACTIVE)
                            .ids());
            transfer.finishUndisturbed();
        }
        delete(jar);
    }

    @Test
    public void successor_whenItCannotBeWired_shouldSayWhatItNeeds() throws Exception {
        PluginBundle plugin = PluginBundle.echo("ut_unresolved");
        Path jar = path("unresolved.jar");
        DeployedJar.of(plugin).drop(jar);
        awaitVersion(plugin, "1.0.0");
        DeployedJar.of(plugin.withVersion("2.0.0"))
                .withHeader("Import-Package", "org.torrent.ext.api;version=\"[7,8)\",com.example.nowhere")
                .drop(jar);
        DeployedFile line = await(jar, DeployedFile.State.REFUSED, "com.example.nowhere");
        assertTrue(line.reason(), line.reason().contains("the package org.torrent.ext.api in version from 7.0.0"));
        assertTrue(line.reason(), line.reason().endsWith("; version 1.0.0 goes on"));
        awaitVersion(plugin, "1.0.0");
        delete(jar);
        Await.until("it is gone", () -> !container().has(plugin.symbolicName()));
    }

    @Test
    public void successor_whenItsActivatorThrows_shouldSayWhereAndLeaveTheOneBefore() throws Exception {
        PluginBundle plugin = PluginBundle.echo("ut_throwing");
        Path jar = path("throwing.jar");
        DeployedJar.of(plugin).drop(jar);
        awaitVersion(plugin, "1.0.0");
        DeployedJar.of(plugin.withVersion("2.0.0"))
                .withHeader("Import-Package", imports(plugin))
                .withActivator(Activators.Throws.class)
                .drop(jar);
        DeployedFile line = await(jar, DeployedFile.State.REFUSED, "no luck");
        assertTrue(line.reason(), line.reason().contains("Activators$Throws.start"));
        awaitVersion(plugin, "1.0.0");
        delete(jar);
    }

    private static String imports(PluginBundle plugin) throws IOException {
        try (var jar = new java.util.jar.JarInputStream(plugin.jar())) {
            return jar.getManifest().getMainAttributes().getValue("Import-Package");
        }
    }

    @Test
    public void others_whenBundlesHang_shouldComeAndGo() throws Exception {
        shortDeadline();
        Path start = path("hangs-at-start.jar");
        Path stop = path("hangs-at-stop.jar");
        DeployedJar.of("test.hangs.stop", Activators.HangsAtStop.class).drop(stop);
        await(stop, DeployedFile.State.ACTIVE, "");
        DeployedJar.of("test.hangs.start", Activators.HangsAtStart.class).drop(start);
        delete(stop);
        await(start, DeployedFile.State.STUCK, "its start has not returned after " + DEADLINE_MILLIS + " ms");
        for (int i = 0; i < 5; i++) {
            PluginBundle plugin = PluginBundle.echo("ut_beside" + i);
            Path jar = path(plugin.pluginName() + ".jar");
            DeployedJar.of(plugin).drop(jar);
            awaitVersion(plugin, "1.0.0");
            delete(jar);
            Await.until("it is gone", () -> !container().has(plugin.symbolicName()));
        }
        delete(start);
        System.setProperty(Activators.RELEASE, "now");
        Await.until(
                "what hung is gone",
                () -> !container().has("test.hangs.stop") && !container().has("test.hangs.start"));
        configurations.getConfiguration("org.torrent.deploy", "?").delete();
    }

    private void shortDeadline() throws IOException {
        System.clearProperty(Activators.RELEASE);
        configurations
                .getConfiguration("org.torrent.deploy", "?")
                .update(new Hashtable<>(Map.of("deadline.millis", DEADLINE_MILLIS)));
    }

    private static DeployedJar hangsAtStop(String version) {
        return DeployedJar.of("test.hangs.echo", Activators.EchoThatHangsAtStop.class)
                .withHeader("Import-Package", "org.osgi.framework,org.torrent.ext.api,org.torrent.model")
                .withHeader(Activators.EchoThatHangsAtStop.NAME_HEADER, "ut_stays")
                .withHeader("Bundle-Version", version);
    }

    @Test
    public void successor_whenTheOneBeforeHangsInItsStop_shouldBeCalledAndThatBeShown() throws Exception {
        shortDeadline();
        Path jar = path("stays.jar");
        hangsAtStop("1.0.0").drop(jar);
        await(jar, DeployedFile.State.ACTIVE, "");
        container().awaitPlugin("test.hangs.echo", PluginSnapshot.State.ACTIVE);
        try (Transfer transfer = Transfer.start(container(), "stays", Map.of("ut_stays", 7))) {
            assertEquals("1.0.0", whoAreYou(transfer));
            hangsAtStop("2.0.0").drop(jar);
            await(jar, DeployedFile.State.STUCK, "another one has its place: its stop has not returned");
            assertEquals(
                    List.of("2.0.0 ACTIVE", "1.0.0 STUCK"),
                    line(jar).stream()
                            .map(file -> file.version() + " " + file.state())
                            .toList());
            assertEquals("2.0.0", whoAreYou(transfer));
            System.setProperty(Activators.RELEASE, "now");
            Await.until("the first is gone", () -> line(jar).size() == 1);
            assertEquals("2.0.0", whoAreYou(transfer));
            transfer.finishUndisturbed();
        }
        delete(jar);
        configurations.getConfiguration("org.torrent.deploy", "?").delete();
    }

    private static String whoAreYou(Transfer transfer) throws InterruptedException {
        SeedConnection peer = transfer.seed().connection();
        peer.send(peer.handshake().extensions().get("ut_stays"), new byte[1]);
        return new String(peer.messages().poll(30, TimeUnit.SECONDS).body(), StandardCharsets.UTF_8);
    }

    @Test
    public void deployer_whenItIsStoppedAndStartedBesideOneThatHangs_shouldGoOnWithTheOthers() throws Exception {
        shortDeadline();
        Path hangs = path("hangs.jar");
        PluginBundle plugin = PluginBundle.echo("ut_beside_stop");
        Path jar = path("beside-stop.jar");
        hangsAtStop("1.0.0").drop(hangs);
        DeployedJar.of(plugin).drop(jar);
        await(hangs, DeployedFile.State.ACTIVE, "");
        awaitVersion(plugin, "1.0.0");
        Bundle first = container().bundle("test.hangs.echo");
        Bundle deployer = container().bundle("org.torrent.deploy");
        deployer.stop();
        assertFalse(container().has(plugin.symbolicName()));
        assertEquals(Bundle.STOPPING, first.getState());
        deployer.start();
        awaitVersion(plugin, "1.0.0");
        await(hangs, DeployedFile.State.ACTIVE, "");
        assertEquals(Bundle.STOPPING, first.getState());
        System.setProperty(Activators.RELEASE, "now");
        Await.until("the first is gone", () -> first.getState() == Bundle.UNINSTALLED);
        await(hangs, DeployedFile.State.ACTIVE, "");
        delete(jar);
        delete(hangs);
        configurations.getConfiguration("org.torrent.deploy", "?").delete();
    }

    @Test
    public void session_whenItsJarIsCopiedInAndTakenOut_shouldBeBack() throws Exception {
        Bundle shipped = container().bundle("org.torrent.session");
        Path jar = path("session.jar");
        DeployedJar.of(Files.newInputStream(Shipped.jar("bundle", "org.torrent.session")))
                .drop(jar);
        await(jar, DeployedFile.State.ACTIVE, "in place of the one that the runtime ships");
        assertNotEquals(Bundle.ACTIVE, shipped.getState());
        Await.until("a session of the copy", container()::hasSession);
        Files.delete(jar);
        Await.until(
                "the shipped one is back",
                () -> shipped.getState() == Bundle.ACTIVE && container().hasSession());
        try (Transfer transfer = Transfer.start(container(), "back")) {
            transfer.finishUndisturbed();
        }
    }

    @Test
    public void shippedExtension_whenAnotherOfItsNameIsDropped_shouldBeOverlaidAndComeBack() throws Exception {
        Path jar = path("metadata.jar");
        DeployedJar.of(Files.newInputStream(Shipped.jar("bundle", "org.torrent.ext.metadata")))
                .withHeader("Bundle-Version", "9.0.0")
                .drop(jar);
        await(jar, DeployedFile.State.ACTIVE, "in place of the one that the runtime ships");
        Await.until(() -> "ut_metadata 9.0.0 in " + container().session().plugins(), () -> isMetadata("9.0.0"));
        Files.delete(jar);
        Await.until(() -> "the shipped one in " + container().session().plugins(), () -> isMetadata("0.1.0"));
    }

    private boolean isMetadata(String version) {
        List<PluginSnapshot> now = container().pluginsOf("org.torrent.ext.metadata");
        return now.stream()
                                .filter(plugin -> plugin.state() == PluginSnapshot.State.ACTIVE)
                                .count()
                        == 1
                && now.stream()
                        .filter(plugin -> plugin.state() == PluginSnapshot.State.ACTIVE)
                        .allMatch(plugin -> plugin.version().startsWith(version));
    }

    @Test
    public void partsOfTheRuntime_whenTheyAreDropped_shouldBeRefused() throws Exception {
        Path api = path("api.jar");
        DeployedJar.of(Files.newInputStream(Shipped.jar("bundle", "org.torrent.ext.api")))
                .drop(api);
        Path itself = path("deploy.jar");
        DeployedJar.of(Files.newInputStream(Shipped.jar("deployer", "org.torrent.deploy")))
                .drop(itself);
        Path fragment = path("fragment.jar");
        DeployedJar.of("test.fragment", Activators.Throws.class)
                .withHeader("Fragment-Host", "org.torrent.session")
                .drop(fragment);
        Bundle session = container().bundle("org.torrent.session");
        long started = session.getLastModified();
        await(api, DeployedFile.State.REFUSED, "is a part of the runtime that can't be replaced while it runs");
        await(itself, DeployedFile.State.REFUSED, "is a part of the runtime that can't be replaced while it runs");
        await(
                fragment,
                DeployedFile.State.REFUSED,
                "it is a fragment of org.torrent.session, which did not come through a deploy folder");
        assertEquals(Bundle.ACTIVE, session.getState());
        assertEquals(started, session.getLastModified());
        delete(api);
        delete(itself);
        delete(fragment);
    }

    @Test
    public void folder_whenItIsRenamedAndMadeAgain_shouldBeSeenAgain() throws Exception {
        PluginBundle before = PluginBundle.echo("ut_before");
        PluginBundle after = PluginBundle.echo("ut_after");
        Path folder = path("x").getParent();
        DeployedJar.of(before).drop(path("before.jar"));
        awaitVersion(before, "1.0.0");
        Path away = folder.resolveSibling("away");
        Files.move(folder, away);
        await(folder, DeployedFile.State.REFUSED, "there is no folder");
        awaitVersion(before, "1.0.0");
        Files.createDirectory(folder);
        DeployedJar.of(after).drop(path("after.jar"));
        awaitVersion(after, "1.0.0");
        Await.until("what is not in the new folder is gone", () -> !container().has(before.symbolicName()));
        delete(path("after.jar"));
    }

    @Test
    public void singleton_whenANewVersionComes_shouldBeReplaced() throws Exception {
        PluginBundle plugin = PluginBundle.echo("ut_singleton");
        String name = plugin.symbolicName() + ";singleton:=true";
        Path jar = path("singleton.jar");
        DeployedJar.of(plugin).withHeader("Bundle-SymbolicName", name).drop(jar);
        awaitVersion(plugin, "1.0.0");
        DeployedJar.of(plugin.withVersion("2.0.0"))
                .withHeader("Bundle-SymbolicName", name)
                .drop(jar);
        awaitVersion(plugin, "2.0.0");
        delete(jar);
    }

    @Test
    public void plugin_whenItIsMadeForAnotherApi_shouldBeRefusedInOneSentence() throws Exception {
        PluginBundle plugin = PluginBundle.echo("ut_tomorrow");
        Path jar = path("tomorrow.jar");
        DeployedJar.of(plugin)
                .withHeader(
                        "Import-Package",
                        imports(plugin).replace("ext.api;version=\"[1.0,2)\"", "ext.api;version=\"[2,3)\""))
                .drop(jar);
        await(
                jar,
                DeployedFile.State.REFUSED,
                "it needs the package org.torrent.ext.api in version from 2.0.0 and below 3.0.0; there is 1.0.0");
        DeployedJar.of(plugin).drop(jar);
        awaitVersion(plugin, "1.0.0");
        delete(jar);
    }

    @Test
    public void user_whenWhatItIsWiredToLeavesAndReturns_shouldRunAgain() throws Exception {
        PluginBundle plugin = PluginBundle.echo("ut_user");
        DeployedJar exporter = DeployedJar.of("test.exporter", Activators.Idle.class)
                .withHeader("Export-Package", "com.example.words");
        Path user = path("a-user.jar");
        Path words = path("b-words.jar");
        DeployedJar.of(plugin)
                .withHeader("Import-Package", imports(plugin) + ",com.example.words")
                .drop(user);
        await(user, DeployedFile.State.REFUSED, "it needs the package com.example.words, which no bundle has");
        exporter.drop(words);
        awaitVersion(plugin, "1.0.0");
        delete(words);
        await(user, DeployedFile.State.REFUSED, "it does not run: it needs the package com.example.words");
        exporter.drop(words);
        awaitVersion(plugin, "1.0.0");
        delete(user);
        delete(words);
        Await.until(
                "both are gone",
                () -> !container().has("test.exporter") && !container().has(plugin.symbolicName()));
    }

    @Test
    public void deployer_whenItIsStoppedAndStarted_shouldGiveBackWhatShipsAndBeginAgain() throws Exception {
        Path jar = path("again.jar");
        DeployedJar.of(Files.newInputStream(Shipped.jar("bundle", "org.torrent.ext.metadata")))
                .withHeader("Bundle-Version", "9.0.0")
                .drop(jar);
        Await.until("the one of the folder", () -> isMetadata("9.0.0"));
        Bundle deployer = container().bundle("org.torrent.deploy");
        deployer.stop();
        Await.until("the one that ships", () -> isMetadata("0.1.0"));
        deployer.start();
        Await.until("the one of the folder again", () -> isMetadata("9.0.0"));
        Files.delete(jar);
        Await.until("the one that ships again", () -> isMetadata("0.1.0"));
    }

    @Test
    public void fullPlugin_whenItIsReplaced_shouldKeepItsDataAndBeAlone() throws Exception {
        PluginBundle plugin = PluginBundle.writing("test.full.replaced");
        Path jar = path("full.jar");
        DeployedJar.of(plugin).drop(jar);
        awaitVersion(plugin, "1.0.0");
        DeployedJar.of(plugin.withVersion("2.0.0")).drop(jar);
        awaitVersion(plugin, "2.0.0");
        delete(jar);
        Await.until("it is gone", () -> !container().has(plugin.symbolicName()));
    }
}
