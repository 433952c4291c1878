package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
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
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whatever ships resolves and starts, with nothing beside it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WiringTest {
    private static final int USABLE = ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(WiringTest.class)};
    }

    @Test
    public void bundles_shouldAllBeActive() {
        List<String> idle = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " is in state " + bundle.getState())
                .toList();

        assertEquals(List.of(), idle);
    }

    @Test
    public void bundles_shouldBeThereOnce() {
        List<String> names = Arrays.stream(context.getBundles())
                .map(Bundle::getSymbolicName)
                .filter(name -> name.startsWith("org.torrent."))
                .toList();

        assertEquals(names.stream().distinct().toList(), names);
        assertTrue(names.contains("org.torrent.session"));
    }

    @Test
    public void components_shouldAllBeSatisfied() {
        List<ComponentDescriptionDTO> all = List.copyOf(components.getComponentDescriptionDTOs());
        List<String> idle =
                all.stream().filter(this::isIdle).map(dto -> dto.name).toList();

        assertTrue("no components at all", all.size() > 3);
        assertEquals(List.of(), idle);
    }

    private boolean isIdle(ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).isEmpty()
                || components.getComponentConfigurationDTOs(component).stream()
                        .anyMatch(configuration -> (configuration.state & USABLE) == 0);
    }

    @Test
    public void session_shouldListenWhereItIsTold() {
        Container container = new Container(context);

        Await.until("a port", () -> container.session().listenAddress().isPresent());

        assertTrue(
                container.session().listenAddress().orElseThrow().getAddress().isLoopbackAddress());
    }

    @Test
    public void shell_shouldResolveWhenTheConsoleWantsIt() throws Exception {
        Bundle shell = context.installBundle(
                Shipped.jar("shell", "org.apache.felix.gogo.jline").toUri().toString());
        try {
            FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);

            assertTrue(wiring.resolveBundles(List.of(shell)));
        } finally {
            shell.uninstall();
        }
    }
}
