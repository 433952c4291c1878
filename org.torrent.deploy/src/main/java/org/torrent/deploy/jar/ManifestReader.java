package org.torrent.deploy.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.trust.JarSignature;

/** What a bundle's manifest says of it. */
final class ManifestReader {
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w-]++(?:\\.[\\w-]++)*+");

    private ManifestReader() {}

    static JarFacts read(byte[] bytes, Path copy, String digest, JarSignature signature)
            throws IOException, RefusedException {
        Attributes headers = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        if (!"2".equals(strip(headers.getValue(Constants.BUNDLE_MANIFESTVERSION)))) {
            throw new RefusedException(
                    "its manifest has no Bundle-ManifestVersion: 2, it is no bundle (OSGi R4 or later)");
        }
        String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        String symbolicName = value(name);
        if (symbolicName.length() > DeployLimits.NAME_CHARACTERS
                || !SYMBOLIC_NAME.matcher(symbolicName).matches()) {
            throw new RefusedException(
                    name == null
                            ? "its manifest has no Bundle-SymbolicName, it is no bundle"
                            : "its Bundle-SymbolicName is '" + symbolicName + "', that is no name");
        }
        boolean isSingleton =
                directives(name).anyMatch(part -> part.replace(" ", "").startsWith("singleton:=true"));
        boolean isStopFirst = JarFacts.STOP_FIRST.equals(strip(headers.getValue(JarFacts.UPDATE_HEADER)));
        return new JarFacts(
                copy,
                digest,
                symbolicName,
                version(headers.getValue(Constants.BUNDLE_VERSION)),
                value(headers.getValue(Constants.FRAGMENT_HOST)),
                isSingleton || isStopFirst,
                signature);
    }

    private static Version version(String header) throws RefusedException {
        if (header != null && header.length() > DeployLimits.NAME_CHARACTERS) {
            throw new RefusedException("its Bundle-Version has " + header.length() + " characters");
        }
        try {
            return header == null ? Version.emptyVersion : Version.parseVersion(header.strip());
        } catch (IllegalArgumentException e) {
            throw new RefusedException("its Bundle-Version is '" + header + "', that is no version", e);
        }
    }

    private static String strip(String header) {
        return header == null ? "" : header.strip();
    }

    /** A header's value without what follows it. */
    private static String value(String header) {
        return header == null ? "" : header.split(";", 2)[0].strip();
    }

    private static Stream<String> directives(String header) {
        return Arrays.stream(header.split(";")).skip(1).map(String::strip);
    }
}
