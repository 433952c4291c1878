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
    /** What makes a lambda's class, and the methods of a record, as a class file names them: its length and its letters. */
    private static final String MAKES_LAMBDAS = "\0\u000bmetafactory";

    private static final String MAKES_RECORDS = "\0\u001fjava/lang/runtime/ObjectMethods";

    @Test
    public void classes_shouldLeaveNothingToBeMadeAtRunTime() throws IOException {
        List<String> found = new ArrayList<>();
        int made = 0;
        for (Path jar : Shipped.ownJars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    made += entry.getName().contains("$$Lambda") ? 1 : 0;
                    String content = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    boolean makes = content.contains(MAKES_LAMBDAS) || content.contains(MAKES_RECORDS);
                    if (entry.getName().endsWith(".class") && makes) {
                        found.add(jar.getFileName() + ": " + entry.getName());
                    }
                }
            }
        }
        assertEquals("run/pom.xml must name the folder for org.torrent.assembly", List.of(), found);
        assertTrue("classes of lambdas: " + made, made > 500);
    }
}
