package org.torrent.deploy.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.torrent.deploy.DeployLimits;

/**
 * What a folder holds at one moment.
 *
 * @param trouble why nobody knows; empty when it is known
 * @param jars by their paths; files that are no regular ones have no stamp
 * @param surplus how many more there are than are taken
 */
public record FolderLook(String trouble, SortedMap<Path, Stamp> jars, int surplus) {
    private static final String SUFFIX = ".jar";

    /** Looks now. Links are followed. A folder that can't be read is a trouble, never an empty folder. */
    public static FolderLook at(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FolderLook::isJar)) {
            files.forEach(found::add);
        } catch (NoSuchFileException e) {
            return trouble("there is no folder " + folder + " (any more): make it again");
        } catch (NotDirectoryException e) {
            return trouble(folder + " is no folder");
        } catch (IOException | DirectoryIteratorException e) {
            return trouble(folder + " can't be read: " + e);
        }
        found.sort(Comparator.naturalOrder());
        int taken = Math.min(found.size(), DeployLimits.FILES_PER_FOLDER);
        SortedMap<Path, Stamp> jars = new TreeMap<>();
        found.subList(0, taken).forEach(jar -> jars.put(jar, stamp(jar)));
        jars.values().removeIf(stamp -> stamp == GONE);
        return new FolderLook("", jars, found.size() - taken);
    }

    private static final Stamp GONE = new Stamp(-2, 0, "");

    /** Of something that is no file one could read: a folder, a pipe. */
    public static final Stamp NO_FILE = new Stamp(-1, 0, "");

    /** Nobody knows, for that reason. */
    public static FolderLook trouble(String text) {
        return new FolderLook(text, new TreeMap<>(), 0);
    }

    private static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    static Stamp stamp(Path jar) {
        try {
            BasicFileAttributes now = Files.readAttributes(jar, BasicFileAttributes.class);
            if (!now.isRegularFile()) {
                return NO_FILE;
            }
            String key = now.fileKey() == null ? "" : now.fileKey().toString();
            return new Stamp(now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), key);
        } catch (NoSuchFileException e) {
            return Files.isSymbolicLink(jar) ? NO_FILE : GONE;
        } catch (IOException e) {
            return NO_FILE;
        }
    }
}
