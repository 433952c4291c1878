package org.torrent.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.console.CommandFailure;
import org.torrent.model.UrlText;
import org.torrent.options.ExitStatus;

/** Which plugin a user means: by its name, by an extension that it speaks, by its bundle, or by a part of either that no other one has. */
final class PluginSelector {
    private PluginSelector() {}

    /** The files of the deploy folders with the bundles of those plugins; without any, those that are meant themselves. */
    static List<DeployedFile> files(List<DeployedFile> files, List<PluginSnapshot> plugins, String typed) {
        return files.stream()
                .filter(file -> plugins.isEmpty()
                        ? file.bundle().equals(typed)
                                || file.path().getFileName().toString().equals(typed)
                        : plugins.stream().anyMatch(plugin -> plugin.bundle().equals(file.bundle())))
                .toList();
    }

    /** All that are meant, to be shown: those of that name, else of that extension, else of that bundle, else the one. */
    static List<PluginSnapshot> all(List<PluginSnapshot> plugins, String typed) throws CommandFailure {
        for (Predicate<PluginSnapshot> way : exactly(typed)) {
            List<PluginSnapshot> meant = plugins.stream().filter(way).toList();
            if (!meant.isEmpty()) {
                return meant;
            }
        }
        String name = select(plugins, typed);
        return plugins.stream().filter(plugin -> plugin.name().equals(name)).toList();
    }

    /** The name of the one that is meant; what was typed when there is none, since it may be one that is gone. */
    static String select(List<PluginSnapshot> plugins, String typed) throws CommandFailure {
        String part = typed.toLowerCase(Locale.ROOT);
        List<Predicate<PluginSnapshot>> ways = new ArrayList<>(exactly(typed));
        ways.add(plugin -> plugin.name().toLowerCase(Locale.ROOT).contains(part)
                || plugin.bundle().toLowerCase(Locale.ROOT).contains(part));
        for (Predicate<PluginSnapshot> way : ways) {
            List<String> names = plugins.stream()
                    .filter(way)
                    .map(PluginSnapshot::name)
                    .distinct()
                    .toList();
            if (names.size() == 1) {
                return names.get(0);
            }
            if (names.size() > 1) {
                throw new CommandFailure(
                        ExitStatus.USAGE, "'" + UrlText.shown(typed) + "' may be " + String.join(" or ", names));
            }
        }
        return typed;
    }

    private static List<Predicate<PluginSnapshot>> exactly(String typed) {
        return List.of(
                plugin -> plugin.name().equals(typed),
                plugin -> plugin.extensions().contains(typed),
                plugin -> plugin.bundle().equals(typed));
    }
}
