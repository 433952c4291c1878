package org.torrent.itest;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configurations as an operator changes them: bound to no bundle. */
final class Settings {
    private final ConfigurationAdmin configurations;

    Settings(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    void change(String pid, Map<String, ?> values) throws IOException {
        configurations.getConfiguration(pid, "?").update(new Hashtable<>(values));
    }

    /** Changes one value and leaves the others. */
    void put(String pid, String key, String value) throws IOException {
        Dictionary<String, Object> values = values(pid);
        values.put(key, value);
        configurations.getConfiguration(pid, "?").update(values);
    }

    /** Takes one value away; without any, there is no configuration any more. */
    void remove(String pid, String key) throws IOException {
        Dictionary<String, Object> values = values(pid);
        values.remove(key);
        boolean isEmpty = Collections.list(values.keys()).stream().allMatch("service.pid"::equals);
        if (isEmpty) {
            delete(pid);
        } else {
            configurations.getConfiguration(pid, "?").update(values);
        }
    }

    private Dictionary<String, Object> values(String pid) throws IOException {
        Dictionary<String, Object> values =
                configurations.getConfiguration(pid, "?").getProperties();
        return values == null ? new Hashtable<>() : values;
    }

    void delete(String pid) throws IOException {
        configurations.getConfiguration(pid, "?").delete();
    }
}
