package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.torrent.api.PluginSnapshot.State;
import org.torrent.itest.bundle.HangingPlugin;

/** A plugin that hangs is there when everything starts. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HangingAtBootTest {
    private static final PluginBundle HANGING = PluginBundle.hanging(HangingPlugin.WaitsInConstructor.class);

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws Exception {
        Path jar = Files.createTempFile(Path.of(System.getProperty("test.state")), "hanging", ".jar");
        Files.write(jar, HANGING.jar().readAllBytes());
        return new Option[] {
            bundle(jar.toUri().toString()).startLevel(1).start(), Shipped.bundles(HangingAtBootTest.class)
        };
    }

    @Test
    public void boot_whenAPluginHangs_shouldBringUpEverythingElse() throws Exception {
        Container container = new Container(context);
        container.awaitPlugin(HANGING.symbolicName(), State.STUCK);
        container.awaitPlugin("org.torrent.ext.metadata", State.ACTIVE);
        container.awaitPlugin("org.torrent.ext.pex", State.ACTIVE);
        try (Transfer transfer = Transfer.start(container, "booted")) {
            transfer.finishUndisturbed();
        }
        Bundle bundle = container.bundle(HANGING.symbolicName());
        bundle.uninstall();
        assertEquals(Bundle.UNINSTALLED, bundle.getState());
    }
}
