package org.torrent.runtime.configuration;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A configuration as it came, read value by value. A wrong value costs only itself: the one that was used before stays, or
 * the shipped one if there was none, and {@link #wrong} names it. Values may be of their type or text, since some
 * containers know text only. Not thread-safe.
 */
public final class ConfiguredValues {
    /** Keys that containers add. */
    private static final List<String> CONTAINER =
            List.of("service.", "component.", "objectClass", "osgi.", "felix.", "org.apache.", ".");

    /** Keys of what a plugin's component says of itself. */
    private static final String OF_PLUGIN = "torrent.";

    private static final String SHIPPED = "the default is used";

    private final String pid;
    private final Map<String, ?> configured;
    private final Map<String, Object> before;
    private final boolean plugin;
    private final Map<String, Object> used = new HashMap<>();
    private final List<WrongValue> wrong = new ArrayList<>();

    /** The first configuration of a component. */
    public ConfiguredValues(String pid, Map<String, ?> configured) {
        this(pid, configured, Map.of(), false);
    }

    private ConfiguredValues(String pid, Map<String, ?> configured, Map<String, Object> before, boolean plugin) {
        this.pid = pid;
        this.configured = configured;
        this.before = before;
        this.plugin = plugin;
    }

    /** The first one of a component that is a plugin: what it says of itself ({@code torrent.adoption}) is no configuration. */
    public static ConfiguredValues ofPlugin(String pid, Map<String, ?> configured) {
        return new ConfiguredValues(pid, configured, Map.of(), true);
    }

    /** The configuration that follows this one, after every value of this one was read. */
    public ConfiguredValues next(Map<String, ?> changed) {
        return new ConfiguredValues(pid, changed, used, plugin);
    }

    /** A whole number within bounds. */
    public int number(String key, int shipped, int min, int max) {
        return value(key, shipped, text -> {
            String expected = "must be a whole number from " + min + " to " + max;
            try {
                long number = Long.parseLong(text);
                if (number < min || number > max) {
                    throw new IllegalArgumentException(expected);
                }
                return (int) number;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(expected, e);
            }
        });
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean shipped) {
        return value(key, shipped, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /**
     * Anything else.
     *
     * @param shipped when it is not configured, or empty
     * @param otherwise when it is wrong and there was no value before
     * @param reader throws {@link IllegalArgumentException} with what is wrong; several values are joined by commas
     */
    public <T> T text(String key, T shipped, T otherwise, Function<String, T> reader) {
        return value(key, shipped, otherwise, SHIPPED, reader);
    }

    /**
     * The same.
     *
     * @param instead what {@code otherwise} means, for whoever is told that the value is wrong
     */
    public <T> T text(String key, T shipped, T otherwise, String instead, Function<String, T> reader) {
        return value(key, shipped, otherwise, instead, reader);
    }

    /** Whether there is a value for a key that is known and that does not count, because something stronger does. */
    public boolean isOverruled(String key) {
        used.put(key, null);
        return !text(configured.get(key)).isEmpty();
    }

    /**
     * As {@link #text} where the shipped value may not take the place of a wrong one: what was used before stays.
     *
     * @throws IllegalArgumentException that names the value, when it is wrong and there was none before
     */
    public <T> T required(String key, T shipped, Function<String, T> reader) {
        T value = value(key, shipped, null, SHIPPED, reader);
        if (value == null) {
            String text = text(configured.get(key));
            throw new IllegalArgumentException(new WrongValue(
                            pid,
                            key,
                            "'" + Shown.of(text) + "' is wrong; mend it: "
                                    + "nothing starts, since another value may not take its place")
                    .toString());
        }
        return value;
    }

    /** A value that is not in the configuration but in a property of the framework, read and told in the same way. */
    public <T> T ofProperty(String name, String text, T otherwise, Function<String, T> reader) {
        return read(name, text, otherwise, SHIPPED, reader);
    }

    /** The same as {@link #text(String, Object, Object, String, Function)}. */
    public <T> T ofProperty(String name, String text, T otherwise, String instead, Function<String, T> reader) {
        return read(name, text, otherwise, instead, reader);
    }

    private <T> T value(String key, T shipped, Function<String, T> reader) {
        return value(key, shipped, shipped, SHIPPED, reader);
    }

    private <T> T value(String key, T shipped, T otherwise, String instead, Function<String, T> reader) {
        String text = text(configured.get(key));
        T value = text.isEmpty() ? shipped : read(key, text, otherwise, instead, reader);
        used.put(key, value);
        return value;
    }

    @SuppressWarnings("unchecked") // a key is always read as the same type
    private <T> T read(String key, String text, T otherwise, String instead, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            String stays = before.containsKey(key) ? "what it was stays" : instead;
            wrong.add(new WrongValue(
                    pid, key, "'" + Shown.of(text) + "' is wrong, " + Shown.of(e.getMessage()) + "; " + stays));
            return (T) before.getOrDefault(key, otherwise);
        }
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(ConfiguredValues::text).collect(Collectors.joining(","));
        }
        if (value != null && value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> text(Array.get(value, i)))
                    .collect(Collectors.joining(","));
        }
        return value == null ? "" : value.toString().strip();
    }

    /** What was wrong of what was read; once everything was read, also keys that mean nothing. */
    public List<WrongValue> wrong() {
        List<WrongValue> all = new ArrayList<>(wrong);
        String known = used.keySet().stream().sorted().collect(Collectors.joining(", "));
        configured.keySet().stream()
                .filter(key -> !used.containsKey(key) && CONTAINER.stream().noneMatch(key::startsWith))
                .filter(key -> !plugin || !key.startsWith(OF_PLUGIN))
                .sorted()
                .forEach(
                        key -> all.add(new WrongValue(pid, Shown.of(key), "there is no such key; known are " + known)));
        return all;
    }
}
