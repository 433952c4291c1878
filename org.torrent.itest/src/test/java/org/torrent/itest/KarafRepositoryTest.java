package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.Test;

/** The KAR that ships: its features and its bundles are the same set. */
public class KarafRepositoryTest {
    private static final Pattern BUNDLE = Pattern.compile("<bundle>mvn:([^/<]+)/([^/<]+)/([^/<]+)</bundle>");
    private static final Path KAR = Path.of(System.getProperty("torrent.dist"), "karaf", "org.torrent.kar");

    /** Where a Maven repository keeps what the features name. */
    private static List<String> named() throws IOException {
        return BUNDLE.matcher(Files.readString(Karaf.features()))
                .results()
                .map(bundle -> "repository/%s/%s/%s/%s-%s.jar"
                        .formatted(
                                bundle.group(1).replace('.', '/'),
                                bundle.group(2),
                                bundle.group(3),
                                bundle.group(2),
                                bundle.group(3)))
                .toList();
    }

    @Test
    public void kar_shouldHoldWhatItsFeaturesNameAndNothingElse() throws IOException {
        try (JarFile kar = new JarFile(KAR.toFile())) {
            Set<String> jars = kar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(named()), jars);
            assertTrue(jars.toString(), jars.size() > 15);
        }
    }

    @Test
    public void features_shouldNameEachBundleOfOursOnce() throws IOException {
        List<String> named = named();
        assertEquals(named.stream().distinct().toList(), named);
        for (Path jar : Shipped.ownJars()) {
            boolean fragment = !ManifestTest.header(jar, "Fragment-Host").isEmpty(); // of a backend that Karaf has not
            boolean isNamed = named.stream().anyMatch(path -> path.endsWith("/" + jar.getFileName()));
            assertEquals("features.xml and " + jar.getFileName(), !fragment, isNamed);
        }
    }
}
