package org.torrent.assembly;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Classes of before Java 6 become classes of Java 6. They are the same but for the types that the newer verifier wants
 * to be told; older ones can't be in the archive of classes, and are verified slowly.
 */
final class OldClasses {
    private final Map<String, String> parents = new HashMap<>();

    private OldClasses() {}

    /** The changed classes of a jar. */
    static Map<String, byte[]> of(Map<String, byte[]> classes) {
        OldClasses old = new OldClasses();
        classes.forEach((name, bytes) -> old.parents.put(name, new ClassReader(bytes).getSuperName()));
        Map<String, byte[]> changed = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            ClassReader reader = new ClassReader(bytes);
            if (reader.readShort(6) < Opcodes.V1_6) {
                changed.put(name, old.renewed(reader));
            }
        });
        return changed;
    }

    private byte[] renewed(ClassReader reader) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String one, String other) {
                return commonParent(one, other);
            }
        };
        reader.accept(new Renewal(writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** An interface counts as an object, as for the verifier. */
    private String commonParent(String one, String other) {
        String common = one;
        while (!isParent(common, other)) {
            common = parent(common);
        }
        return common;
    }

    private boolean isParent(String parent, String child) {
        for (String each = child; each != null; each = parent(each)) {
            if (each.equals(parent)) {
                return true;
            }
        }
        return false;
    }

    /** Of a class of the jar or of the JDK; null of Object. */
    private String parent(String name) {
        return parents.computeIfAbsent(name, OldClasses::parentInJdk);
    }

    private static String parentInJdk(String name) {
        try {
            Class<?> known = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            Class<?> parent = known.isInterface() ? Object.class : known.getSuperclass();
            return parent == null ? null : parent.getName().replace('.', '/');
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is neither in the jar nor in the JDK", e);
        }
    }

    private static final class Renewal extends ClassVisitor {
        Renewal(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            super.visit(Opcodes.V1_6, access, name, signature, parent, interfaces);
        }
    }
}
