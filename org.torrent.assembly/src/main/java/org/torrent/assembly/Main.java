package org.torrent.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code Main FOLDER...}: changes jars in the folders and below, in place, so that what is in them starts quickly. */
public final class Main {
    private static final String OWN = "org.torrent.";

    /** Jars of others whose classes are too old for the archive of classes, by the beginning of their name. */
    private static final Set<String> OLD = Set.of("picocli-");

    private Main() {}

    public static void main(String[] folders) throws IOException {
        for (String folder : folders) {
            change(folder, name -> name.startsWith(OWN), Main::written);
            change(folder, name -> OLD.stream().anyMatch(name::startsWith), OldClasses::of);
        }
    }

    private static void change(String folder, Predicate<String> isMeant, UnaryOperator<Map<String, byte[]>> change)
            throws IOException {
        for (Path jar : jars(Path.of(folder))) {
            if (isMeant.test(jar.getFileName().toString())) {
                JarRewrite.inPlace(jar, change);
            }
        }
    }

    private static Map<String, byte[]> written(Map<String, byte[]> classes) {
        Map<String, byte[]> changed = new TreeMap<>(RecordMethods.of(classes));
        Map<String, byte[]> all = new TreeMap<>(classes);
        all.putAll(changed);
        changed.putAll(LambdaClasses.of(all));
        return changed;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
