package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.api.TorrentState;
import org.torrent.api.deploy.DeployedFile;

/**
 * A walk through everything that meets the container: transfers with a second process, the deploy folder with its
 * signatures, bundles that stop and start, commands. The same in Felix, Equinox, and Karaf on both.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EveryContainerTest extends TwoRuntimes {
    private static final int BLOCKS_UNDER_WAY = 20;

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(EveryContainerTest.class)};
    }

    private Path deployed(String file) {
        return Path.of(context.getProperty("torrent.deploy"), file);
    }

    @Test
    public void framework_shouldBeTheOneThatIsAskedFor() {
        assertEquals(System.getProperty("test.vendor"), context.getProperty(Constants.FRAMEWORK_VENDOR));
    }

    @Test
    public void deployFolder_shouldTakeReplaceKeepAndGiveBack() throws Exception {
        Container container = new Container(context);
        DeployedFiles files = new DeployedFiles(context);
        PluginBundle plugin = PluginBundle.echo("ut_dropped");
        Path jar = deployed("dropped.jar");
        try (Transfer transfer = Transfer.start(container, "dropped")) {
            DeployedJar.of(plugin).drop(jar);
            List<Integer> ids =
                    container.awaitPlugin(plugin.symbolicName(), State.ACTIVE).ids();

            DeployedJar.of(plugin.withVersion("2.0.0")).drop(jar);
            files.await(jar, DeployedFile.State.ACTIVE, "");
            container.awaitOnly(plugin.symbolicName(), "2.0.0");
            assertEquals(
                    ids,
                    container.awaitPlugin(plugin.symbolicName(), State.ACTIVE).ids());

            new DeployedJar("<html>404</html>".getBytes(StandardCharsets.US_ASCII)).drop(jar);
            files.await(jar, DeployedFile.State.REFUSED, "; version 2.0.0 goes on");
            container.awaitOnly(plugin.symbolicName(), "2.0.0");

            Files.delete(jar);
            container.awaitPlugin(plugin.symbolicName(), State.DEPARTED);
            Await.until("its bundle is gone", () -> !container.has(plugin.symbolicName()));
            transfer.finishUndisturbed();
        }
    }

    @Test
    public void deployFolder_whenATrustStoreIsConfigured_shouldTakeSignedJarsOnly() throws Exception {
        Container container = new Container(context);
        DeployedFiles files = new DeployedFiles(context);
        PluginBundle plugin = PluginBundle.echo("ut_signed");
        Path jar = deployed("signed.jar");
        DeployedJar.of(plugin).drop(jar);
        container.awaitOnly(plugin.symbolicName(), "1.0.0");

        Signer signer = Signer.make(Payload.folder("signer"));
        Settings settings = new Settings(configurations);
        settings.put("org.torrent.deploy", "trust.store", signer.store().toString());
        settings.put("org.torrent.deploy", "trust.store.password", Signer.PASSWORD);
        try {
            files.await(jar, DeployedFile.State.REFUSED, "it is not signed; only what a key of " + signer.store());
            Await.until("its bundle is gone", () -> !container.has(plugin.symbolicName()));

            new DeployedJar(signer.sign(
                            DeployedJar.of(plugin.withVersion("2.0.0")).bytes()))
                    .drop(jar);
            files.await(jar, DeployedFile.State.ACTIVE, "");
            container.awaitOnly(plugin.symbolicName(), "2.0.0");
        } finally {
            settings.remove("org.torrent.deploy", "trust.store");
            settings.remove("org.torrent.deploy", "trust.store.password");
            Files.delete(jar);
        }
        Await.until("its bundle is gone", () -> !container.has(plugin.symbolicName()));
    }

    @Test
    public void bundles_whenTheyStopAndStartInMidTransfer_shouldLetItGoOn() throws Exception {
        Container container = new Container(context);
        try (Transfer transfer = Transfer.start(container, "dynamic")) {
            for (String name : List.of("org.torrent.wire", "org.torrent.storage")) {
                Bundle bundle = container.bundle(name);
                transfer.seed().allow(BLOCKS_UNDER_WAY);
                bundle.stop();
                transfer.awaitState(TorrentState.WAITING);
                assertTrue(transfer.handle().snapshot().reason().contains(name));
                bundle.start();
                transfer.awaitState(TorrentState.DOWNLOADING);
            }
            for (String name : List.of("org.torrent.http", "org.torrent.tracker", "org.torrent.ext.metadata")) {
                container.bundle(name).stop();
                container.bundle(name).start();
            }
            container.bundle("org.torrent.session").stop();
            container.bundle("org.torrent.session").start();
            transfer.finishDisturbed();
        }
    }

    @Test
    public void commands_shouldAnswerInTheContainersShell() throws Exception {
        Container container = new Container(context);
        try (Transfer transfer = Transfer.start(container, "commanded")) {
            container.awaitPlugin("org.torrent.ext.metadata", State.ACTIVE);
            String plugins = said("torrent:plugins");
            assertTrue(plugins, plugins.contains("org.torrent.ext.metadata"));
            String hash = transfer.id().toString().substring(0, 8);
            String list = said("torrent:list");
            assertTrue(list, list.contains("commanded"));
            String json = said("torrent:list --json");
            assertTrue(json, json.contains("\"name\":\"commanded\""));
            said("torrent:pause " + hash);
            transfer.awaitState(TorrentState.PAUSED);
            said("torrent:resume " + hash);
            transfer.awaitState(TorrentState.DOWNLOADING);
            transfer.finishDisturbed();
        }
    }

    /** What a command prints. */
    String said(String command) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Await.until("a shell", () -> context.getServiceReference(CommandProcessor.class) != null);
        CommandProcessor shell = context.getService(context.getServiceReference(CommandProcessor.class));
        try (CommandSession session = shell.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(command);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
