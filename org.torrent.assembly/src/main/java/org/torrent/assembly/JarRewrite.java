package org.torrent.assembly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar of which classes are changed: the same entries in the same order, and behind them the new classes. */
final class JarRewrite {
    private static final String CLASS = ".class";
    private static final String OTHER_RELEASES = "META-INF/";

    private final Map<String, byte[]> classes = new TreeMap<>();
    private final List<ZipEntry> entries = new ArrayList<>();
    private final Map<String, byte[]> contents = new TreeMap<>();

    private JarRewrite() {}

    /**
     * One of which nothing is to be changed is left as it is. Whoever reads the file meanwhile reads the old one.
     *
     * @param change from all classes by internal name to those that are to be written
     */
    static void inPlace(Path jar, UnaryOperator<Map<String, byte[]>> change) throws IOException {
        JarRewrite rewrite = new JarRewrite();
        rewrite.read(jar);
        Map<String, byte[]> changed = change.apply(rewrite.classes);
        if (!changed.isEmpty()) {
            Path next = jar.resolveSibling(jar.getFileName() + ".next");
            Files.write(next, rewrite.with(changed));
            Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().forEach(entry -> read(zip, entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void read(ZipFile zip, ZipEntry entry) {
        try {
            byte[] content = zip.getInputStream(entry).readAllBytes();
            entries.add(entry);
            contents.put(entry.getName(), content);
            if (entry.getName().endsWith(CLASS) && !entry.getName().startsWith(OTHER_RELEASES)) {
                String name = entry.getName();
                classes.put(name.substring(0, name.length() - CLASS.length()), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] with(Map<String, byte[]> changed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, byte[]> left = new TreeMap<>(changed);
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : entries) {
                String name = entry.getName();
                byte[] replaced = name.endsWith(CLASS) ? left.remove(className(name)) : null;
                write(jar, name, entry.getTime(), replaced == null ? contents.get(name) : replaced);
            }
            long time = entries.get(0).getTime();
            for (Map.Entry<String, byte[]> made : left.entrySet()) {
                write(jar, made.getKey() + CLASS, time, made.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - CLASS.length());
    }

    private static void write(ZipOutputStream jar, String name, long time, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time);
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
