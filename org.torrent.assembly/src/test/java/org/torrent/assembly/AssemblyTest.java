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
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

class AssemblyTest {
    private static final String RECORD_SAMPLES = "org/torrent/assembly/RecordSamples";
    private static final List<String> NAMES = List.of("", "$Shape", "$Hidden", "$Inner");
    private static final List<String> RECORDS = List.of("", "$Empty", "$Primitives", "$References", "$Own", "$Generic");
    private static final String SAMPLES = "org/torrent/assembly/Samples";

    @TempDir
    Path folder;

    @Test
    void everyKindOfLambdaDoesWhatItDid() throws Exception {
        Map<String, byte[]> classes = samples();

        Map<String, byte[]> changed = LambdaClasses.of(classes);

        classes.putAll(changed);
        assertThat(run(classes, SAMPLES)).isEqualTo(new Samples().get()).hasSizeGreaterThan(25);
        assertThat(changed).hasSizeGreaterThan(35);
        assertThat(bootstraps(classes, "LambdaMetafactory"))
                .isEqualTo(2); // the one to be serialized: where it is made and where it is read
    }

    @Test
    void everyKindOfRecordSaysAndComparesWhatItDid() throws Exception {
        Map<String, byte[]> classes = new TreeMap<>();
        RECORDS.forEach(name -> classes.put(RECORD_SAMPLES + name, bytes(RECORD_SAMPLES + name)));

        Map<String, byte[]> changed = RecordMethods.of(classes);

        assertThat(changed).hasSize(5);
        classes.putAll(changed);
        assertThat(bootstraps(classes, "ObjectMethods")).isZero();
        assertThat(run(classes, RECORD_SAMPLES)).isEqualTo(new RecordSamples().get());
    }

    @Test
    void anOldClassIsMadeOneOfJava6AndVerified() throws Exception {
        Map<String, byte[]> classes = new TreeMap<>();
        classes.put("Old", old());
        assertThat(OldClasses.of(samples())).as("newer ones").isEmpty();

        Map<String, byte[]> changed = OldClasses.of(classes);

        assertThat(node(changed.get("Old")).version).isEqualTo(Opcodes.V1_6);
        assertThat(run(changed, "Old")).containsExactly("a", "b");
    }

    /** A class of Java 5 that needs frames: it chooses one of two lists. */
    private static byte[] old() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", new String[] {
            "java/util/function/Supplier"
        });
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code = writer.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
        Label other = new Label();
        Label both = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitJumpInsn(Opcodes.IFNULL, other);
        makeList(code, "java/util/ArrayList");
        code.visitJumpInsn(Opcodes.GOTO, both);
        code.visitLabel(other);
        makeList(code, "java/util/Vector");
        code.visitLabel(both);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        for (String each : List.of("a", "b")) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitLdcInsn(each);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, "java/util/AbstractList", "add", "(Ljava/lang/Object;)Z", false);
            code.visitInsn(Opcodes.POP);
        }
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        return writer.toByteArray();
    }

    private static void makeList(MethodVisitor code, String type) {
        code.visitTypeInsn(Opcodes.NEW, type);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
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
        try (InputStream in = AssemblyTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long bootstraps(Map<String, byte[]> classes, String owner) {
        return classes.values().stream()
                .map(AssemblyTest::node)
                .flatMap(node -> node.methods.stream())
                .flatMap(method -> List.of(method.instructions.toArray()).stream())
                .filter(InvokeDynamicInsnNode.class::isInstance)
                .map(InvokeDynamicInsnNode.class::cast)
                .filter(call -> call.bsm.getOwner().contains(owner))
                .count();
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Map<String, byte[]> classes, String name) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(AssemblyTest.class.getClassLoader()) {
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
        Object made = loader.loadClass(name.replace('/', '.')).getConstructor().newInstance();
        return ((Supplier<List<String>>) made).get();
    }
}
