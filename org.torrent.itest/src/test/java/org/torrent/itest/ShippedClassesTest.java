package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.Test;

/** What the archive of classes can hold starts quickly; a lambda of a bundle it can't. */
public class ShippedClassesTest {
    /** The method that makes a lambda's class, as a class file names it: its length and its letters. */
    private static final String MAKES_LAMBDAS = "\0\u000bmetafactory";

    @Test
    public void classes_shouldLeaveNoLambdaToBeMadeAtRunTime() throws IOException {
        List<String> found = new ArrayList<>();
        int made = 0;
        for (Path jar : Shipped.ownJars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    made += entry.getName().contains("$$Lambda") ? 1 : 0;
                    byte[] content = file.getInputStream(entry).readAllBytes();
                    if (entry.getName().endsWith(".class")
                            && new String(content, StandardCharsets.ISO_8859_1).contains(MAKES_LAMBDAS)) {
                        found.add(jar.getFileName() + ": " + entry.getName());
                    }
                }
            }
        }
        assertEquals("run/pom.xml must name the folder for org.torrent.assembly", List.of(), found);
        assertTrue("classes of lambdas: " + made, made > 500);
    }
}
