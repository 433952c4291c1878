package org.torrent.ext.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Service properties as {@code @Component} writes them. */
final class ServiceProperties {
    private ServiceProperties() {}

    static Map<String, Object> of(String... properties) {
        Map<String, List<String>> values = new HashMap<>();
        for (String property : properties) {
            int equal = property.indexOf('=');
            if (equal < 1) {
                throw new IllegalArgumentException("'" + property + "' is no service property: write name=value");
            }
            values.computeIfAbsent(property.substring(0, equal), name -> new ArrayList<>())
                    .add(property.substring(equal + 1));
        }
        Map<String, Object> read = new HashMap<>();
        values.forEach(
                (name, texts) -> read.put(name, texts.size() == 1 ? texts.get(0) : texts.toArray(String[]::new)));
        return read;
    }
}
