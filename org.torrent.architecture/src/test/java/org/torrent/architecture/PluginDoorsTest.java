package org.torrent.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The plugin runtime is seen through its doors, and sees the engine through its ports. */
class PluginDoorsTest {
    private static final String RUNTIME = "org.torrent.session.plugin..";
    private static final String DOORS = "org.torrent.session.plugin";
    private static final String MAKER = "org.torrent.session.plugin.host.PluginRuntime";

    @Test
    void engine_shouldSeeTheDoorsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(RUNTIME)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.torrent.session.plugin.*..").and(not(name(MAKER))))
                .because(
                        "the engine calls PluginsOfSession, PluginsOfTorrent and PluginsOfPeer and lends EngineSession,"
                                + " EngineTorrent and EnginePeer (" + DOORS + "); if it needs more, a door grows")
                .check(Bundles.CLASSES);
    }

    @Test
    void runtime_shouldNotSeeTheEngine() {
        noClasses()
                .that()
                .resideInAPackage(RUNTIME)
                .should()
                .dependOnClassesThat(resideInAPackage("org.torrent.session..")
                        .and(not(resideInAPackage(RUNTIME)))
                        .and(not(resideInAPackage("org.torrent.session.alert"))))
                .because(
                        "the plugin runtime posts alerts, and knows the engine as its ports: what it needs of a torrent or a connection"
                                + " is lent by EngineTorrent or EnginePeer")
                .check(Bundles.CLASSES);
    }

    @Test
    void runtime_shouldReachLoopsThroughItsMailboxOnly() {
        noClasses()
                .that()
                .resideInAPackage(RUNTIME)
                .and()
                .doNotHaveFullyQualifiedName("org.torrent.session.plugin.entry.PluginEnvironment")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.torrent.spi.runtime.EventLoop")
                .because("all that plugins put on a loop is listed in PluginCall and passes PluginMailbox.post, where"
                        + " the engine can refuse what belongs to a torrent's earlier life")
                .check(Bundles.CLASSES);
    }
}
