package org.torrent.console.cli;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import picocli.CommandLine.IVersionProvider;

/** The version of this bundle, which is that of the runtime. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(FrameworkUtil.getBundle(Version.class))
                .map(Bundle::getVersion)
                .map(Object::toString)
                .orElse("unknown");
        return new String[] {"torrent " + version, "Java " + System.getProperty("java.version")};
    }
}
