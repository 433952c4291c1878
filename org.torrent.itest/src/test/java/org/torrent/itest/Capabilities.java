package org.torrent.itest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * What a bundle needs of others beside packages, and what it offers, as a resolver reads it: also requirements that are
 * effective only for resolvers.
 *
 * @param required mandatory ones, as namespace and filter
 * @param provided with their namespace as an attribute
 */
record Capabilities(List<Required> required, List<Provided> provided) {
    private static final Pattern COMMA_OUTSIDE_QUOTES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern FILTER = Pattern.compile(";filter:=\"([^\"]*)\"");
    private static final Pattern ATTRIBUTE = Pattern.compile(";([\\w.]+)(:List<String>)?=\"?([^\";]*)\"?");

    record Required(String namespace, String filter) {}

    record Provided(String namespace, Map<String, Object> attributes) {}

    static Capabilities of(Path jar) throws IOException {
        return new Capabilities(
                clauses(ManifestTest.header(jar, Constants.REQUIRE_CAPABILITY)).stream()
                        .filter(clause -> clause.startsWith("osgi.service;") || clause.startsWith("org.torrent."))
                        .filter(clause -> !clause.contains(";resolution:=optional"))
                        .map(clause -> new Required(namespace(clause), filter(clause)))
                        .toList(),
                clauses(ManifestTest.header(jar, Constants.PROVIDE_CAPABILITY)).stream()
                        .map(clause -> new Provided(namespace(clause), attributes(clause)))
                        .toList());
    }

    /** The clauses of a header; none when it is not there. */
    static List<String> clauses(String header) {
        return header.isEmpty() ? List.of() : Arrays.asList(COMMA_OUTSIDE_QUOTES.split(header));
    }

    private static String namespace(String clause) {
        return clause.substring(0, clause.indexOf(';'));
    }

    private static String filter(String clause) {
        Matcher matcher = FILTER.matcher(clause);
        if (!matcher.find()) {
            throw new AssertionError("no filter in " + clause);
        }
        return matcher.group(1);
    }

    private static Map<String, Object> attributes(String clause) {
        Map<String, Object> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(clause);
        while (matcher.find()) {
            String value = matcher.group(3);
            attributes.put(matcher.group(1), matcher.group(2) == null ? value : List.of(value.split(",")));
        }
        return attributes;
    }

    /** Which of its requirements none of these meets. */
    List<Required> unmet(Collection<Capabilities> all) throws InvalidSyntaxException {
        List<Required> unmet = new ArrayList<>();
        for (Required one : required) {
            Filter filter = FrameworkUtil.createFilter(one.filter);
            if (all.stream()
                    .flatMap(bundle -> bundle.provided.stream())
                    .noneMatch(offer -> offer.namespace.equals(one.namespace) && filter.matches(offer.attributes))) {
                unmet.add(one);
            }
        }
        return unmet;
    }
}
