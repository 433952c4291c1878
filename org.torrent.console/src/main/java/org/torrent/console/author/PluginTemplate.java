package org.torrent.console.author;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.torrent.console.CommandFailure;

/**
 * A template of a project: the archetype in the repository of the author's kit, so that Maven and this program make the same.
 * Of what archetypes may do it knows what ours need: files, their folders of Java, and names to fill in.
 */
final class PluginTemplate {
    private static final String RESOURCES = "archetype-resources/";
    private static final List<String> JAVA = List.of("src/main/java/", "src/test/java/");

    private final Path jar;

    private PluginTemplate(Path jar) {
        this.jar = jar;
    }

    /**
     * The one of a kind.
     *
     * @throws CommandFailure when the distribution has none
     */
    static PluginTemplate of(Path distribution, String kind) throws CommandFailure {
        Path folder = distribution.resolve("author/repository/org/torrent/org.torrent.archetype." + kind);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .map(PluginTemplate::new)
                    .orElseThrow(() -> new IOException("there is no jar"));
        } catch (IOException e) {
            throw new CommandFailure(
                    "no template in " + folder + ": unpack the distribution again, or build it with mvn package", e);
        }
    }

    /**
     * The files of a project.
     *
     * @param values what is filled in, by its name
     * @return by their paths in the project, with {@code /} between
     */
    Map<String, String> files(Map<String, String> values) throws CommandFailure {
        Map<String, String> files = new TreeMap<>();
        try (ZipFile archetype = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = archetype.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(RESOURCES) && !entry.isDirectory()) {
                    String text = new String(archetype.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    String path = entry.getName().substring(RESOURCES.length());
                    files.put(inPackage(path, values.get("package")), filled(text, path.endsWith(".xml"), values));
                }
            }
            return files;
        } catch (IOException e) {
            throw new CommandFailure("can't read the template " + jar + ": unpack the distribution again", e);
        }
    }

    private static String inPackage(String path, String javaPackage) {
        for (String folder : JAVA) {
            if (path.startsWith(folder)) {
                return folder + javaPackage.replace('.', '/') + "/" + path.substring(folder.length());
            }
        }
        return path;
    }

    private static String filled(String template, boolean isXml, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            String filled = isXml ? value.getValue().replace("&", "&amp;").replace("<", "&lt;") : value.getValue();
            text = text.replace("${" + value.getKey() + "}", filled);
        }
        return text;
    }
}
