package org.torrent.session.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torrent.fuzz.Check;
import org.torrent.runtime.configuration.ConfiguredValues;
import org.torrent.runtime.configuration.WrongValue;
import org.torrent.session.SessionSettings;

/** The session's configuration as a container hands it over, and the one that follows. */
public final class ConfigurationFuzz {
    private static final String PID = "org.example";
    private static final int WRONG_CHARS = 2_000;
    private static final Function<String, String> NO_PROPERTIES = name -> null;

    private ConfigurationFuzz() {}

    /**
     * Lines of {@code KEY=VALUE}, behind a line {@code --} those of the next configuration. The first letter of a value is
     * its type: i, l, d, b, s, n for an array of numbers, a for a list. {@code \n} is a line break.
     */
    public static void read(String text) {
        String[] both = text.split("\n--\n", 2);
        Map<String, Object> first = parse(both[0]);
        Map<String, Object> second = parse(both.length < 2 ? "" : both[1]);

        ConfiguredValues values = new ConfiguredValues(PID, first);
        SessionSettings settings = settings(values);
        List<WrongValue> wrong = values.wrong();
        check(wrong, first);
        Check.equal(settings(without(first, wrong)), settings, "without what is wrong");
        Check.equal(settings(asText(first)), settings, "all as text");

        ConfiguredValues next = values.next(second);
        SessionSettings changed = settings(next);
        check(next.wrong(), second);
        Check.equal(settings(next.next(second)), changed, "the same once more");
    }

    private static SessionSettings settings(Map<String, Object> configured) {
        return settings(new ConfiguredValues(PID, configured));
    }

    private static SessionSettings settings(ConfiguredValues values) {
        return new Settings(values, NO_PROPERTIES).read();
    }

    private static void check(List<WrongValue> wrong, Map<String, Object> configured) {
        Check.that(wrong.size() <= configured.size(), "more is wrong than there is");
        for (WrongValue one : wrong) {
            String line = one.toString();
            Check.that(line.length() <= WRONG_CHARS, "a line of " + line.length() + " characters");
            Check.that(line.lines().count() == 1, "several lines: " + line);
        }
    }

    private static Map<String, Object> without(Map<String, Object> configured, List<WrongValue> wrong) {
        Map<String, Object> right = new LinkedHashMap<>(configured);
        wrong.forEach(one -> right.remove(one.key()));
        return right;
    }

    private static Map<String, Object> asText(Map<String, Object> configured) {
        Map<String, Object> texts = new LinkedHashMap<>();
        configured.forEach((key, value) -> texts.put(key, asText(value)));
        return texts;
    }

    private static String asText(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(ConfigurationFuzz::asText).collect(Collectors.joining(","));
        }
        if (value instanceof long[] numbers) {
            return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
        }
        return value.toString().strip();
    }

    private static Map<String, Object> parse(String lines) {
        Map<String, Object> configured = new LinkedHashMap<>();
        for (String line : lines.split("\n")) {
            int equal = line.indexOf('=');
            if (equal >= 0) {
                configured.put(
                        line.substring(0, equal).replace("\\n", "\n"),
                        value(line.substring(equal + 1).replace("\\n", "\n")));
            }
        }
        return configured;
    }

    private static Object value(String typed) {
        String text = typed.isEmpty() ? "" : typed.substring(1);
        return switch (typed.isEmpty() ? 's' : typed.charAt(0)) {
            case 'i' -> Integer.valueOf((int) number(text));
            case 'l' -> Long.valueOf(number(text));
            case 'd' -> Double.valueOf(number(text) / 2.0);
            case 'b' -> Boolean.valueOf(text);
            case 'n' ->
                Arrays.stream(text.split(","))
                        .mapToLong(ConfigurationFuzz::number)
                        .toArray();
            case 'a' -> {
                List<Object> several = new ArrayList<>();
                for (String one : text.split(",")) {
                    several.add(one.startsWith("a") || one.startsWith("n") ? one : value(one));
                }
                yield several;
            }
            default -> text;
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return text.length();
        }
    }
}
