package org.torrent.itest;

import static org.ops4j.pax.exam.CoreOptions.url;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;

/** A storage by somebody else: the bytes of ours in a bundle of another name, which nothing of ours mentions. */
final class KarafForeignStorage {
    static final String NAME = "foreign-storage";

    private KarafForeignStorage() {}

    /** A repository with a feature of that name. */
    static Option feature() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("test.state")));
        Path jar = folder.resolve("foreign.jar");
        try (JarInputStream in =
                new JarInputStream(Files.newInputStream(Shipped.jar("bundle", "org.torrent.storage")))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, "com.example.storage");
            copy(in, jar, manifest);
        }
        Path repository = Files.writeString(folder.resolve("foreign.xml"), """
                <features name="foreign" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="%s" version="1.0.0">
                    <bundle>%s</bundle>
                  </feature>
                </features>
                """.formatted(NAME, jar.toUri()));
        return features(url(repository.toUri().toString()));
    }

    private static void copy(JarInputStream entries, Path jar, Manifest manifest) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                out.putNextEntry(new JarEntry(entry.getName()));
                entries.transferTo(out);
            }
        }
    }
}
