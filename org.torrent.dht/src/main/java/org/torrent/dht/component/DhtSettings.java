package org.torrent.dht.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.node.NodeSettings;
import org.torrent.dht.source.DhtOptions;
import org.torrent.model.HostPort;
import org.torrent.runtime.configuration.ConfiguredValues;
import org.torrent.runtime.configuration.WrongValue;

/**
 * What configuration and framework properties say together. A flag of the command line wins over both. A wrong value costs
 * only itself.
 */
final class DhtSettings {
    static final String PID = "org.torrent.dht";

    /** {@code on} or {@code off}. */
    static final String PROPERTY = "torrent.dht";

    /** Nodes with commas between them, or {@code none}. */
    static final String BOOTSTRAP = "torrent.dht.bootstrap";

    private static final String GIVEN = "torrent.given";
    private static final String NONE = "none";
    private static final int LEAST_BYTES = 1_000;
    private static final int MOST_BYTES = 100_000_000;
    private static final int SHIPPED_BYTES = 8_000;

    private final UnaryOperator<String> properties;
    private final List<String> given;
    private ConfiguredValues values;

    /** {@code properties} are the framework's. */
    DhtSettings(Map<String, Object> configured, UnaryOperator<String> properties) {
        this.properties = properties;
        this.given = List.of(property(GIVEN).split(","));
        this.values = new ConfiguredValues(PID, configured);
    }

    /** The configuration changed. */
    void change(Map<String, Object> configured) {
        values = values.next(configured);
    }

    private String property(String name) {
        String value = properties.apply(name);
        return value == null ? "" : value.strip();
    }

    /** What counts now. */
    DhtOptions read() {
        boolean configured = values.flag("enabled", true);
        String property = property(PROPERTY);
        boolean isOn = property.isEmpty() || values.ofProperty(PROPERTY, property, true, DhtSettings::isOn);
        boolean isEnabled = (given.contains(PROPERTY) || configured) && isOn;
        return new DhtOptions(
                isEnabled,
                bootstrap(),
                new NodeSettings(
                        values.flag("read.only", false),
                        values.number("answer.bytes.per.second", SHIPPED_BYTES, LEAST_BYTES, MOST_BYTES)));
    }

    private List<HostPort> bootstrap() {
        List<HostPort> configured = values.text("bootstrap", List.<HostPort>of(), List.of(), DhtSettings::nodes);
        String property = property(BOOTSTRAP);
        boolean isOverruled = given.contains(BOOTSTRAP) || configured.isEmpty();
        return isOverruled && !property.isEmpty()
                ? values.ofProperty(BOOTSTRAP, property, List.of(), DhtSettings::nodes)
                : configured;
    }

    /** What was wrong of it. */
    List<WrongValue> wrong() {
        return values.wrong();
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    private static List<HostPort> nodes(String text) {
        List<HostPort> nodes = new ArrayList<>();
        for (String one : NONE.equals(text) ? new String[0] : text.split(",")) {
            nodes.add(HostPort.parse(one.strip()));
        }
        if (nodes.size() > DhtLimits.BOOTSTRAP_NAMES) {
            throw new IllegalArgumentException("at most " + DhtLimits.BOOTSTRAP_NAMES + " nodes");
        }
        return nodes;
    }
}
