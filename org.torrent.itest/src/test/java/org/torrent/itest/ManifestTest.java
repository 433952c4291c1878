package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** What a container that does not know us reads in the manifests of what ships. */
public class ManifestTest {
    private static final Pattern COMMA_OUTSIDE_QUOTES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern OWN = Pattern.compile("(org\\.torrent[\\w.]*).*?;version=\"([^\"]+)\".*");

    private static final Pattern FROZEN = Pattern.compile("org\\.torrent\\.(model(\\.\\w+)?|api|ext\\.api)");

    private record Package(String name, String version) {}

    @Test
    public void imports_shouldPromiseWhatTheirPackagesDo() throws IOException {
        int checked = 0;
        for (Path jar : Shipped.ownJars()) {
            for (Package imported : own(jar, Constants.IMPORT_PACKAGE)) {
                Version low = VersionRange.valueOf(imported.version()).getLeft();
                Version minor = new Version(low.getMajor(), low.getMinor() + 1, 0);
                Version major = new Version(low.getMajor() + 1, 0, 0);
                boolean mayGrow = low.getMajor() > 0; // frozen: only implementers may not be wired to what grew
                assertTrue(
                        jar.getFileName() + " imports " + imported + ": its bnd.bnd must keep ${own-imports}",
                        imported.version().equals(range(low, minor))
                                || mayGrow && imported.version().equals(range(low, major)));
                checked++;
            }
        }
        assertTrue("imports of " + Shipped.ownJars(), checked > 20);
    }

    @Test
    public void imports_shouldBeOfPackagesThatAreUsed() throws IOException {
        for (Path jar : Shipped.ownJars()) {
            List<String> bare = Capabilities.clauses(header(jar, Constants.IMPORT_PACKAGE)).stream()
                    .filter(clause -> clause.startsWith("org.torrent.") && !clause.contains(";version="))
                    .toList();
            assertEquals(
                    jar.getFileName() + " imports what it does not use: a name without a pattern in its bnd.bnd",
                    List.of(),
                    bare);
        }
    }

    private static String range(Version low, Version high) {
        String last = high.getMinor() == 0 ? "" + high.getMajor() : high.getMajor() + "." + high.getMinor();
        return "[" + low.getMajor() + "." + low.getMinor() + "," + last + ")";
    }

    @Test
    public void exports_shouldBe1WhereTheApiIsFrozen() throws IOException {
        int checked = 0;
        for (Path jar : Shipped.ownJars()) {
            for (Package exported : own(jar, Constants.EXPORT_PACKAGE)) {
                assertEquals(
                        jar.getFileName() + " exports " + exported,
                        FROZEN.matcher(exported.name()).matches() ? 1 : 0,
                        Version.parseVersion(exported.version()).getMajor());
                checked++;
            }
        }
        assertTrue("exports of " + Shipped.ownJars(), checked > 10);
    }

    @Test
    public void names_shouldSayWhatTheBundleIsInAForeignList() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path jar : Shipped.ownJars()) {
            String name = header(jar, Constants.BUNDLE_NAME);
            assertTrue(
                    jar.getFileName() + " is called '" + name + "': its pom's name must start with BitTorrent",
                    name.startsWith("BitTorrent ") || name.startsWith("org.torrent"));
            assertFalse(
                    jar.getFileName() + " needs a Bundle-Description in its bnd.bnd",
                    header(jar, Constants.BUNDLE_DESCRIPTION).isBlank());
            names.add(name);
        }
        assertEquals("two bundles of one name", names.stream().distinct().toList(), names);
    }

    @Test
    public void requirements_shouldBringWhatIsOfNoUseApart() throws Exception {
        Map<String, String> needs = Map.of(
                "org.torrent.wire", "org.torrent.session",
                "org.torrent.storage", "org.torrent.session",
                "org.torrent.tracker", "org.torrent.session",
                "org.torrent.ext.metadata", "org.torrent.session",
                "org.torrent.session", "org.torrent.console",
                "org.torrent.http", "org.torrent.tracker");
        for (Map.Entry<String, String> need : needs.entrySet()) {
            Map<String, Capabilities> others = new TreeMap<>();
            for (Path jar : Shipped.ownJars()) {
                others.put(header(jar, Constants.BUNDLE_SYMBOLICNAME), Capabilities.of(jar));
            }
            Capabilities user = others.get(need.getValue());
            assertEquals(need.getValue() + " beside all the others", List.of(), user.unmet(others.values()));

            others.remove(need.getKey());

            assertEquals(
                    "a resolver may leave " + need.getKey() + " out, " + need.getValue() + " does not ask for it",
                    1,
                    user.unmet(others.values()).size());
        }
    }

    @Test
    public void requirementsOfServices_shouldNotTieBundlesTogetherWhileTheyRun() throws Exception {
        int checked = 0;
        for (Path jar : Shipped.ownJars()) {
            for (String clause : Capabilities.clauses(header(jar, Constants.REQUIRE_CAPABILITY))) {
                if (clause.startsWith("osgi.service;") || clause.startsWith("org.torrent.extension;")) {
                    assertTrue(jar.getFileName() + ": " + clause, clause.contains(";effective:=active"));
                    checked++;
                }
            }
        }
        assertTrue("requirements of " + Shipped.ownJars(), checked > 5);
    }

    @Test
    public void logging_shouldBeImportedFromTheOldestVersionThatHasWhatIsCalled() throws IOException {
        int checked = 0;
        for (Path jar : Shipped.ownJars()) {
            for (String clause : Capabilities.clauses(header(jar, Constants.IMPORT_PACKAGE))) {
                if (clause.startsWith("org.slf4j")) {
                    assertEquals(
                            jar.getFileName().toString(),
                            "org.slf4j;version=\"[1.7,3)\"",
                            clause.replace(";resolution:=optional", ""));
                    checked++;
                }
            }
        }
        assertTrue("imports of " + Shipped.ownJars(), checked > 3);
    }

    private static List<Package> own(Path jar, String header) throws IOException {
        return Arrays.stream(COMMA_OUTSIDE_QUOTES.split(header(jar, header)))
                .map(OWN::matcher)
                .filter(Matcher::matches)
                .map(clause -> new Package(clause.group(1), clause.group(2)))
                .toList();
    }

    static String header(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes attributes = file.getManifest().getMainAttributes();
            String value = attributes.getValue(name);
            return value == null ? "" : value;
        }
    }
}
