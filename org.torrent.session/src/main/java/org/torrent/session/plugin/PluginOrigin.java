package org.torrent.session.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Constants;

/**
 * Where a plugin came from, as text and numbers: nothing here keeps a class loader alive.
 *
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param serviceId {@code service.id}; of the first service in its place, where the same plugin was here before
 * @param ranking {@code service.ranking}
 * @param properties all service properties
 * @param knownAs what it called itself when it was here before; empty when that is not known
 */
public record PluginOrigin(
        String bundle, String version, long serviceId, int ranking, Map<String, Object> properties, String knownAs) {
    /** In place of {@code service.id}: what is no service comes after all services of its ranking. */
    public static final long NO_SERVICE = Long.MAX_VALUE;

    /** The service property in which Declarative Services names the component. */
    public static final String COMPONENT_NAME = "component.name";

    /** Checks that the texts are there. */
    public PluginOrigin {
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(version);
        Objects.requireNonNull(knownAs);
        properties = Map.copyOf(properties);
    }

    /** One that is not known from before. */
    public PluginOrigin(String bundle, String version, long serviceId, int ranking, Map<String, Object> properties) {
        this(bundle, version, serviceId, ranking, properties, "");
    }

    /** The same with another place in the order of arrival. */
    public PluginOrigin at(long place) {
        return new PluginOrigin(bundle, version, place, ranking, properties, knownAs);
    }

    /** The same with what it called itself when it was here before. */
    public PluginOrigin knownAs(String name) {
        return new PluginOrigin(bundle, version, serviceId, ranking, properties, name);
    }

    /** The interfaces of its service, sorted; empty for what is no service. */
    public List<String> services() {
        return properties.get(Constants.OBJECTCLASS) instanceof String[] types
                ? Arrays.stream(types).sorted().toList()
                : List.of();
    }

    /** The container's number of its service, by which its shell names it; -1 for what is no service. */
    public long registeredAs() {
        return properties.get(Constants.SERVICE_ID) instanceof Long id ? id : -1;
    }

    /** Whether it is the only one of its {@link #key}. */
    public boolean hasComponent() {
        return properties.get(COMPONENT_NAME) instanceof String;
    }

    /** What it is called before it can be asked: as the last time, or the component's name, which an update of its bundle keeps. */
    public String label() {
        if (!knownAs.isEmpty()) {
            return knownAs;
        }
        Object component = properties.get(COMPONENT_NAME);
        return component instanceof String name ? name : bundle + " service " + serviceId;
    }

    /** What an update of its bundle keeps. */
    public String key(PluginKind kind) {
        return kind + " " + bundle + " " + properties.getOrDefault(COMPONENT_NAME, "");
    }
}
