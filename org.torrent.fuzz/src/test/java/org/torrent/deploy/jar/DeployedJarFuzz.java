package org.torrent.deploy.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.torrent.deploy.trust.JarSignature;
import org.torrent.fuzz.Check;
import org.torrent.fuzz.MemoryFile;

/** Jars that somebody dropped: whole ones, signed or not, and manifests alone. */
public final class DeployedJarFuzz {
    private static final Path FILE = MemoryFile.jar();

    private DeployedJarFuzz() {}

    /** The first byte: J for a jar, anything else for a manifest. */
    public static void read(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        try {
            JarFacts jar = input[0] == 'J' ? jar(rest) : manifest(rest);
            Check.that(!jar.symbolicName().isEmpty(), "a bundle without a name");
            Check.that(jar.version() != null, "a bundle without a version");
            Check.that(jar.fragmentHost() != null, "nobody knows whether it is a fragment");
            JarSignature signature = jar.signature();
            Check.that(signature.signers().isEmpty() != signature.trouble().isEmpty(), "nobody knows who signed it");
        } catch (RefusedException e) {
            Check.isOneLine(e);
        }
    }

    private static JarFacts jar(byte[] bytes) throws IOException, RefusedException {
        Files.write(FILE, bytes);
        return WholeJar.read(FILE);
    }

    private static JarFacts manifest(byte[] bytes) throws RefusedException {
        try {
            return ManifestReader.read(bytes, FILE, "", new JarSignature(Set.of(), "it is not signed"));
        } catch (IOException | IllegalArgumentException e) { // as its caller does
            throw new RefusedException("no manifest: " + e, e);
        }
    }
}
