package org.torrent.console.author;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.torrent.console.CommandFailure;

/**
 * A project that is to be made.
 *
 * @param name of the plugin
 * @param kind of template
 * @param distribution the runtime that it is for
 */
public record NewPlugin(PluginName name, String kind, Path distribution) {
    private static final String FIRST_VERSION = "1.0.0-SNAPSHOT";

    /**
     * Makes it, in a folder of its name.
     *
     * @return lines that tell what was made and how to go on
     * @throws CommandFailure when there is something of that name, or it can't be written
     */
    public List<String> in(Path directory) throws CommandFailure {
        Map<String, String> files = PluginTemplate.of(distribution, kind)
                .files(Map.of(
                        "groupId", name.javaPackage(),
                        "artifactId", name.text(),
                        "version", FIRST_VERSION,
                        "package", name.javaPackage(),
                        "torrent", distribution.toString()));
        Path project = directory.resolve(name.text());
        try {
            Files.createDirectory(project);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = project.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(e.getFile() + " exists already: take another name, or move it away");
        } catch (IOException e) {
            throw new CommandFailure("can't write " + project + ", delete what is there of it: " + e.getMessage(), e);
        }
        return List.of(
                "created " + project + ": a plugin of the kind " + kind + ", with a test",
                "build it and have the runtime take it: cd " + name.text() + " && mvn verify -Ddeploy");
    }
}
