package org.torrent.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.torrent.options.Command;
import org.torrent.options.RuntimeProperty;

/**
 * What the runtime is configured with: {@code conf/framework.properties} and {@code conf/system.properties}, in which
 * the values that are known only now can be named as <code>${torrent.home}</code> and so on. A system property
 * given to java overrides a line of either file.
 */
final class Configuration {
    private final Distribution distribution;
    private final Map<String, String> variables;

    Configuration(Distribution distribution, Path home, Path temporary, Path state, Invocation invocation) {
        this.distribution = distribution;
        boolean demo = invocation.command().equals(Optional.of(Command.DEMO));
        Path deploy = demo ? temporary.resolve("deploy") : distribution.deployFolder();
        this.variables = new HashMap<>(invocation.properties());
        set(RuntimeProperty.DISTRIBUTION, distribution.root());
        set(RuntimeProperty.HOME, home);
        set(RuntimeProperty.STATE, state);
        set(RuntimeProperty.TEMPORARY, temporary);
        set(RuntimeProperty.DEPLOY, deploy);
    }

    private void set(RuntimeProperty property, Path folder) {
        variables.put(property.key(), folder.toString());
    }

    /** For the JVM. */
    Map<String, String> systemProperties() {
        return distribution.configuration("system.properties", variables);
    }

    /** For the framework and every bundle: the files and the values themselves. */
    Map<String, String> frameworkProperties() {
        Map<String, String> properties = new HashMap<>(distribution.configuration("framework.properties", variables));
        properties.replaceAll(System::getProperty);
        properties.putAll(variables);
        LateLogging.keepOnlyAsShipped(properties);
        return properties;
    }
}
