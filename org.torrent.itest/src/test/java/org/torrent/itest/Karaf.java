package org.torrent.itest;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.url;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;

/** A Karaf as it is unpacked, with the features that ship, as Pax Exam options. */
final class Karaf {
    private static final String MAVEN = "etc/org.ops4j.pax.url.mvn.cfg";
    private static final String SESSION = "etc/org.torrent.session.cfg";
    private static final String SYSTEM = "etc/system.properties";

    private Karaf() {}

    /** With these of our features; the session listens on a free port of the loopback address. */
    static Option with(Class<?> test, String... ours) {
        return on(System.getProperty("test.karaf.framework"), test, ours);
    }

    /** The same on one of the two frameworks that Karaf brings: felix, equinox. */
    static Option on(String framework, Class<?> test, String... ours) {
        Path kar = Path.of(System.getProperty("torrent.kar")).normalize();
        String state = System.getProperty("test.state");
        Path home = Path.of(state, test.getSimpleName() + "-" + System.nanoTime());
        Path deploy = home.resolve("deploy");
        create(deploy);
        return composite(
                karafDistributionConfiguration()
                        .frameworkUrl(Path.of(System.getProperty("test.karaf"))
                                .toUri()
                                .toString())
                        .name("Apache Karaf")
                        .unpackDirectory(
                                Path.of(System.getProperty("test.unpacked")).toFile())
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                logLevel(LogLevel.WARN),
                editConfigurationFilePut(
                        MAVEN, "org.ops4j.pax.url.mvn.defaultRepositories", kar.toUri() + "@id=torrent@snapshots"),
                editConfigurationFilePut(SESSION, "listen", "127.0.0.1:0"),
                editConfigurationFilePut(
                        SYSTEM, "torrent.state.dir", home.resolve("session").toString()),
                editConfigurationFilePut(SYSTEM, "torrent.deploy", deploy.toString()),
                editConfigurationFilePut("etc/config.properties", "karaf.framework", framework),
                systemProperty("test.vendor")
                        .value(framework.equals("equinox") ? "Eclipse" : "Apache Software Foundation"),
                systemProperty("test.state").value(state),
                systemProperty("torrent.dist").value(System.getProperty("torrent.dist")),
                KarafDistributionOption.features(url(features().toUri().toString()), ours));
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that ships. */
    static Path features() {
        String version = System.getProperty("torrent.version");
        return Path.of(System.getProperty("torrent.kar"), "org/torrent/org.torrent.features", version)
                .resolve("org.torrent.features-" + version + "-features.xml")
                .normalize();
    }
}
