package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.itest.bundle.HangingPlugin;

/** Plugins that hang in their constructor, activation, name or deactivation: the others come and go, torrents go on. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HangingPluginTest {
    private static final int OTHERS = 20;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(HangingPluginTest.class)};
    }

    @Before
    public void hold() {
        System.clearProperty(HangingPlugin.RELEASE);
    }

    @After
    public void release() {
        System.setProperty(HangingPlugin.RELEASE, "now");
    }

    @Test
    public void start_whenPluginsHangInIt_shouldKeepNobodyFromComingAndGoing() throws Exception {
        Container container = new Container(context);
        try (Transfer running = Transfer.start(container, "before")) {
            Map<Class<? extends HangingPlugin>, String> steps = Map.of(
                    HangingPlugin.InConstructor.class, "its constructor or activation has been running for",
                    HangingPlugin.InActivation.class, "its constructor or activation has been running for",
                    HangingPlugin.InName.class, "name() has been running for");
            List<Bundle> hung = new ArrayList<>();
            for (Class<? extends HangingPlugin> type : steps.keySet()) {
                hung.add(container.install(PluginBundle.hanging(type)));
            }
            for (Map.Entry<Class<? extends HangingPlugin>, String> step : steps.entrySet()) {
                PluginSnapshot stuck = container.awaitPlugin(
                        PluginBundle.hanging(step.getKey()).symbolicName(), State.STUCK);
                assertTrue(stuck.reason(), stuck.reason().startsWith(step.getValue()));
                assertTrue(stuck.reason(), stuck.reason().contains(HangingPlugin.class.getName()));
                assertEquals("1.0.0", stuck.version());
            }
            awaitStuck(container, 3);
            othersComeAndGo(container);
            try (Transfer meanwhile = Transfer.start(container, "meanwhile")) {
                meanwhile.finishUndisturbed();
            }
            for (Bundle bundle : hung) {
                uninstall(bundle);
                Await.until(
                        "it left",
                        () -> container.pluginsOf(bundle.getSymbolicName()).isEmpty());
            }
            awaitStuck(container, 1); // the one that hears no interrupt
            if (context.getProperty(Constants.FRAMEWORK_VENDOR)
                    .contains("Apache")) { // Equinox waits for its constructor
                awaitUninstalled(hung);
            }
            release();
            awaitUninstalled(hung);
            awaitStuck(container, 0);
            assertEquals(List.of(), container.pluginsOf("test.hang_InConstructor"));
            running.finishUndisturbed();
        }
    }

    /** On a thread of its own: a framework may hold a lock of the service while its object is made. */
    private static void uninstall(Bundle bundle) {
        new Thread(
                        () -> {
                            try {
                                bundle.uninstall();
                            } catch (BundleException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        "test-uninstall")
                .start();
    }

    private static void awaitUninstalled(List<Bundle> bundles) {
        Await.until("they are uninstalled: " + bundles, () -> bundles.stream()
                .allMatch(bundle -> bundle.getState() == Bundle.UNINSTALLED));
    }

    /** Counted by the threads that hang and by those that find them. */
    private static void awaitStuck(Container container, int threads) {
        Await.until(
                () -> threads + " stuck threads, not "
                        + container.session().snapshot().stuckThreads(),
                () -> container.session().snapshot().stuckThreads() == threads);
    }

    private static void othersComeAndGo(Container container) throws Exception {
        List<Bundle> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(container.install(PluginBundle.echo("other_" + i)));
        }
        for (Bundle other : others) {
            container.awaitPlugin(other.getSymbolicName(), State.ACTIVE);
        }
        for (Bundle other : others) {
            other.uninstall();
            container.awaitPlugin(other.getSymbolicName(), State.DEPARTED);
        }
    }

    @Test
    public void stop_whenAPluginHangsInIt_shouldStopTheBundleAndNameIt() throws Exception {
        Container container = new Container(context);
        PluginBundle plugin = PluginBundle.hanging(HangingPlugin.InDeactivation.class);
        Bundle bundle = container.install(plugin);
        container.awaitPlugin(plugin.symbolicName(), State.ACTIVE);

        bundle.uninstall();

        assertEquals(Bundle.UNINSTALLED, bundle.getState());
        container.awaitPlugin(plugin.symbolicName(), State.DEPARTED);
        Await.until("the alert", () -> container.session().recentAlerts().stream()
                .anyMatch(alert -> alert.what().equals("plugin_stuck")
                        && alert.message().contains("its deactivation has been running")));
        awaitStuck(container, 0); // it was woken
    }

    @Test
    public void session_whenItRestartsBesideAHangingPlugin_shouldBringItsTorrentsBack() throws Exception {
        Container container = new Container(context);
        Bundle hanging = container.install(PluginBundle.hanging(HangingPlugin.WaitsInConstructor.class));
        container.awaitPlugin(hanging.getSymbolicName(), State.STUCK);
        try (Transfer transfer = Transfer.start(container, "restarted")) {
            Bundle session = container.bundle("org.torrent.session");
            session.stop();
            session.start();
            container.awaitPlugin(hanging.getSymbolicName(), State.STUCK);
            transfer.finishDisturbed();
        } finally {
            hanging.uninstall();
        }
    }
}
