package org.torrent.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

class LambdaClassesTest {
    private static final List<String> NAMES = List.of("", "$Shape", "$Hidden", "$Inner");
    private static final String SAMPLES = "org/torrent/assembly/Samples";

    @TempDir
    Path folder;

    @Test
    void everyKindOfLambdaDoesWhatItDid() throws Exception {
        Map<String, byte[]> classes = samples();

        Map<String, byte[]> changed = LambdaClasses.of(classes);

        classes.putAll(changed);
        assertThat(run(classes)).isEqualTo(new Samples().get()).hasSizeGreaterThan(25);
        assertThat(changed).hasSizeGreaterThan(35);
        assertThat(metafactories(classes))
                .isEqualTo(2); // the one to be serialized: where it is made and where it is read
    }

    @Test
    void aStackTraceShowsWhereTheLambdaStands() {
        ClassNode made = LambdaClasses.of(samples()).entrySet().stream()
                .filter(entry -> entry.getKey().contains("$$Lambda"))
                .map(entry -> node(entry.getValue()))
                .findFirst()
                .orElseThrow();

        assertThat(made.sourceFile).isEqualTo("Samples.java");
    }

    @Test
    void aJarKeepsItsEntriesInTheirOrderAndIsChangedOnce() throws IOException {
        Path jar = folder.resolve("org.torrent.samples.jar");
        List<String> before = write(jar);

        Main.main(new String[] {folder.toString()});

        byte[] changed = Files.readAllBytes(jar);
        assertThat(names(jar)).startsWith(before.toArray(String[]::new)).hasSizeGreaterThan(before.size() + 30);
        try (JarFile read = new JarFile(jar.toFile())) {
            assertThat(read.getManifest().getMainAttributes().getValue("Name")).isEqualTo("samples");
            assertThat(read.getEntry("text").getTime()).isEqualTo(86_400_000L * 365 * 20);
        }
        Main.main(new String[] {folder.toString()});
        assertThat(jar).hasBinaryContent(changed);
    }

    @Test
    void aForeignJarStaysWhatItIs() throws IOException {
        Path jar = folder.resolve("com.example.jar");
        write(jar);
        byte[] before = Files.readAllBytes(jar);

        Main.main(new String[] {folder.toString()});

        assertThat(jar).hasBinaryContent(before);
    }

    private static List<String> write(Path jar) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        contents.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nName: samples\r\n\r\n".getBytes());
        contents.put("text", new byte[] {1, 2, 3});
        samples().forEach((name, bytes) -> contents.put(name + ".class", bytes));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                JarEntry entry = new JarEntry(content.getKey());
                entry.setTime(86_400_000L * 365 * 20);
                out.putNextEntry(entry);
                out.write(content.getValue());
            }
        }
        return new ArrayList<>(contents.keySet());
    }

    private static List<String> names(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                names.add(entries.nextElement().getName());
            }
        }
        return names;
    }

    private static Map<String, byte[]> samples() {
        Map<String, byte[]> classes = new TreeMap<>();
        NAMES.forEach(name -> classes.put(SAMPLES + name, bytes(SAMPLES + name)));
        return classes;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = LambdaClassesTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long metafactories(Map<String, byte[]> classes) {
        return classes.values().stream()
                .map(LambdaClassesTest::node)
                .flatMap(node -> node.methods.stream())
                .flatMap(method -> List.of(method.instructions.toArray()).stream())
                .filter(InvokeDynamicInsnNode.class::isInstance)
                .map(InvokeDynamicInsnNode.class::cast)
                .filter(call -> call.bsm.getOwner().contains("LambdaMetafactory"))
                .count();
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Map<String, byte[]> classes) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(LambdaClassesTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                byte[] bytes = classes.get(name.replace('.', '/'));
                if (bytes == null) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        };
        Object made =
                loader.loadClass(SAMPLES.replace('/', '.')).getConstructor().newInstance();
        return ((Supplier<List<String>>) made).get();
    }
}
