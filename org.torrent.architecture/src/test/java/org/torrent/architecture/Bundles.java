package org.torrent.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bundle table of the design: who may see whom. Changing who depends on whom starts with a line here. */
final class Bundles {
    static final String ROOT = "org.torrent.";

    private static final List<String> OSGI = List.of("org.osgi..");
    private static final List<String> LOG = List.of("org.slf4j..");

    /** Each bundle's root package (without {@link #ROOT}) and what it may depend on beside the JDK and itself. */
    static final Map<String, List<String>> MAY_SEE = table();

    /** All classes that ship, tests left out. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.torrent");

    private Bundles() {}

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new TreeMap<>();
        table.put("model", List.of());
        table.put("protocol", own("model"));
        table.put("api", own("model"));
        table.put("ext.api", own("model", "api"));
        table.put("spi", own("model"));
        table.put("runtime", and(own("spi"), LOG));
        table.put("wire", and(own("spi", "model"), OSGI, LOG, List.of("org.apache.mina..")));
        table.put("storage", and(own("spi", "runtime", "model"), OSGI, LOG));
        table.put("session", and(own("protocol", "api", "ext.api", "spi", "runtime", "model"), OSGI, LOG));
        table.put("ext.metadata", and(own("ext.api", "api", "model"), OSGI));
        table.put("ext.pex", and(own("ext.api", "api", "model", "runtime"), OSGI));
        table.put("ext.trackers", and(own("ext.api", "api", "model", "runtime"), OSGI));
        table.put("http", and(own("spi", "model", "runtime"), OSGI, LOG));
        table.put("tracker", and(own("spi", "model", "runtime"), OSGI, LOG));
        table.put("dht", and(own("spi", "api", "model", "runtime"), OSGI, LOG));
        table.put("ipfilter", and(own("spi", "api", "runtime"), OSGI, LOG));
        table.put("events", and(own("api", "model"), OSGI, LOG));
        table.put("deploy", and(own("api"), OSGI, LOG));
        table.put("options", List.of());
        table.put("front", own("api", "model", "spi.http"));
        table.put(
                "console",
                and(
                        own("options", "front", "api", "model", "spi.http"),
                        OSGI,
                        List.of("org.apache.felix.service..", "org.jline..", "picocli..")));
        table.put("logging", and(OSGI, LOG, List.of("ch.qos.logback..")));
        table.put("launcher", and(own("options"), OSGI, List.of("org.apache.felix.framework")));
        table.put("testkit.ports", and(own("model", "spi"), List.of("org.junit.jupiter..", "org.assertj..")));
        table.put(
                "testkit",
                and(
                        own(
                                "model",
                                "protocol",
                                "spi",
                                "api",
                                "ext.api",
                                "runtime",
                                "session",
                                "storage",
                                "http",
                                "tracker",
                                "dht",
                                "ipfilter"),
                        LOG,
                        List.of("org.junit.jupiter..", "org.assertj..", "org.osgi..")));
        table.put("ext.testkit", own("ext.api", "api", "model", "protocol", "session", "testkit", "testkit.ports"));
        table.put("example.peermonitor", and(own("ext.api", "api", "model"), OSGI));
        table.put("example.comment", and(own("ext.api", "api", "model"), OSGI));
        table.put("example.clientpolicy", and(own("ext.api", "api", "model"), OSGI));
        table.put("example.accounting", and(own("ext.api", "api", "model"), OSGI));
        return table;
    }

    /** The packages of a bundle, as ArchUnit writes them. */
    static String packages(String bundle) {
        return ROOT + bundle + "..";
    }

    private static List<String> own(String... bundles) {
        return List.of(bundles).stream().map(Bundles::packages).toList();
    }

    @SafeVarargs
    private static List<String> and(List<String>... lists) {
        return Arrays.stream(lists).flatMap(List::stream).toList();
    }
}
