package org.torrent.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.jar.JarInputStream;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.itest.bundle.Activators;
import org.torrent.itest.bundle.HangingPlugin;
import org.torrent.itest.bundle.ThrowingPlugin;

/** What may be put in the place of a good jar, and what is said of it. */
enum HostileDrop {
    TRUNCATED(State.REFUSED, "it is no whole jar"),
    RANDOM(State.REFUSED, "it is no whole jar"),
    EMPTY(State.REFUSED, "it is no whole jar"),
    HTML(State.REFUSED, "it is no whole jar"),
    FLIPPED(State.REFUSED, ""),
    NO_BUNDLE(State.REFUSED, "it is no bundle"),
    UNRESOLVED(State.REFUSED, "com.example.nowhere"),
    ACTIVATOR_THROWS(State.REFUSED, "no luck"),
    ACTIVATOR_HANGS(State.STUCK, "its start has not returned"),
    OFFERS_NOTHING(State.REFUSED, "it started, but offers no "),
    FRAGMENT(State.REFUSED, "it is a fragment of org.torrent.session"),
    API(State.REFUSED, "is a part of the runtime"),
    CONSTRUCTOR_THROWS(State.REFUSED, "its constructor or activation"),
    ACTIVATION_THROWS(State.REFUSED, "its constructor or activation"),
    NAME_THROWS(State.REFUSED, "no luck in name()"),
    CONSTRUCTOR_HANGS(State.STUCK, "is not ready"),
    ACTIVATION_HANGS(State.STUCK, "is not ready"),
    NAME_HANGS(State.STUCK, "is not ready");

    private final State state;
    private final String reason;

    HostileDrop(State state, String reason) {
        this.state = state;
        this.reason = reason;
    }

    /** Whether it is a message extension, and so no successor of anything else. */
    boolean isExtension() {
        return compareTo(CONSTRUCTOR_THROWS) >= 0;
    }

    /** What its line says. */
    State state() {
        return state;
    }

    /** A part of the reason. */
    String reason() {
        return reason;
    }

    /** Of a version that would be the next one of a good jar. */
    DeployedJar jar(PluginBundle good, DeployedJar next, Random random) throws IOException {
        return switch (this) {
            case TRUNCATED -> cut(next, random.nextInt(next.bytes().length - 100) + 50);
            case RANDOM -> random(random);
            case EMPTY -> new DeployedJar(new byte[0]);
            case HTML -> new DeployedJar("<html>404 Not Found</html>".getBytes(StandardCharsets.US_ASCII));
            case FLIPPED -> flipped(next, random);
            case NO_BUNDLE -> next.withHeader("Bundle-ManifestVersion", "1");
            case UNRESOLVED -> next.withHeader("Import-Package", imports(next) + ",com.example.nowhere");
            case ACTIVATOR_THROWS -> activated(next, Activators.Throws.class);
            case ACTIVATOR_HANGS -> activated(next, Activators.HangsAtStart.class);
            case OFFERS_NOTHING ->
                DeployedJar.of(good.symbolicName(), Activators.Idle.class).withHeader("Bundle-Version", good.version());
            case FRAGMENT ->
                DeployedJar.of("test.fragment" + random.nextInt(), Activators.Idle.class)
                        .withHeader("Fragment-Host", "org.torrent.session");
            case API ->
                DeployedJar.of(java.nio.file.Files.newInputStream(Shipped.jar("bundle", "org.torrent.ext.api")));
            case CONSTRUCTOR_THROWS -> with(good, ThrowingPlugin.InConstructor.class);
            case ACTIVATION_THROWS -> with(good, ThrowingPlugin.InActivation.class);
            case NAME_THROWS -> with(good, ThrowingPlugin.InName.class);
            case CONSTRUCTOR_HANGS -> with(good, HangingPlugin.WaitsInConstructor.class);
            case ACTIVATION_HANGS -> with(good, HangingPlugin.InActivation.class);
            case NAME_HANGS -> with(good, HangingPlugin.InName.class);
        };
    }

    private static DeployedJar with(PluginBundle good, Class<?> plugin) {
        return DeployedJar.of(
                new PluginBundle(good.symbolicName(), good.version(), good.pluginName(), good.ranking(), plugin));
    }

    private static DeployedJar activated(DeployedJar next, Class<?> activator) throws IOException {
        String imports = imports(next);
        boolean isThere = imports.matches("(.*,)?org\\.osgi\\.framework([;,].*)?");
        return next.withHeader("Import-Package", isThere ? imports : imports + ",org.osgi.framework")
                .withActivator(activator);
    }

    private static String imports(DeployedJar jar) throws IOException {
        try (JarInputStream in = new JarInputStream(new java.io.ByteArrayInputStream(jar.bytes()))) {
            return in.getManifest().getMainAttributes().getValue("Import-Package");
        }
    }

    private static DeployedJar cut(DeployedJar jar, int bytes) {
        return new DeployedJar(Arrays.copyOf(jar.bytes(), bytes));
    }

    private static DeployedJar random(Random random) {
        byte[] bytes = new byte[random.nextInt(20_000) + 1];
        random.nextBytes(bytes);
        return new DeployedJar(bytes);
    }

    /** One bit of the first entry of its directory. */
    private static DeployedJar flipped(DeployedJar jar, Random random) {
        byte[] bytes = jar.bytes().clone();
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        bytes[directory + random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
        return new DeployedJar(bytes);
    }
}
