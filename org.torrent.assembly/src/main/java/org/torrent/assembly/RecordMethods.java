package org.torrent.assembly;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes out the {@code equals}, {@code hashCode} and {@code toString} that records have by themselves. Java puts each
 * together from method handles when it is first called, which takes longer than that of a lambda; what it makes is the
 * same as here (see {@code java.lang.runtime.ObjectMethods}).
 */
final class RecordMethods {
    private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
    private static final String BUILDER = "java/lang/StringBuilder";
    private static final String EQUALS = "equals";
    private static final String HASH_CODE = "hashCode";
    private static final String TO_STRING = "toString";
    private static final Type OBJECT = Type.getType(Object.class);

    private final ClassNode node;
    private final List<Handle> components;
    private final MethodVisitor code;

    private RecordMethods(ClassNode node, List<Handle> components, MethodVisitor code) {
        this.node = node;
        this.components = components;
        this.code = code;
    }

    /** The changed classes of a jar. */
    static Map<String, byte[]> of(Map<String, byte[]> classes) {
        Map<String, byte[]> changed = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            if (isWritten(node)) {
                changed.put(name, Classes.bytes(node, ClassWriter.COMPUTE_MAXS));
            }
        });
        return changed;
    }

    private static boolean isWritten(ClassNode node) {
        boolean changed = false;
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode each : method.instructions.toArray()) {
                if (each instanceof InvokeDynamicInsnNode call
                        && call.bsm.getOwner().equals(BOOTSTRAP)) {
                    write(node, method, call);
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** The compiler's method is nothing but that call. */
    private static void write(ClassNode node, MethodNode method, InvokeDynamicInsnNode call) {
        List<Handle> components = List.of(call.bsmArgs).subList(2, call.bsmArgs.length).stream()
                .map(Handle.class::cast)
                .toList();
        method.instructions.clear();
        method.localVariables = null;
        RecordMethods written = new RecordMethods(node, components, method);
        switch (call.name) {
            case EQUALS -> written.equality();
            case HASH_CODE -> written.hash();
            case TO_STRING -> written.text();
            default -> throw new IllegalStateException(node.name + " has a method " + call.name);
        }
    }

    private void equality() {
        Label different = new Label();
        Label compared = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitJumpInsn(Opcodes.IF_ACMPNE, compared);
        answer(true);
        code.visitLabel(compared);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.INSTANCEOF, node.name);
        code.visitJumpInsn(Opcodes.IFEQ, different);
        components.forEach(component -> compare(component, different));
        answer(true);
        code.visitLabel(different);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        answer(false);
    }

    private void compare(Handle component, Label different) {
        load(component, 0);
        load(component, 1);
        Type type = Type.getType(component.getDesc());
        switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT ->
                code.visitJumpInsn(Opcodes.IF_ICMPNE, different);
            case Type.OBJECT, Type.ARRAY -> {
                call("java/util/Objects", EQUALS, Type.BOOLEAN_TYPE, OBJECT, OBJECT);
                code.visitJumpInsn(Opcodes.IFEQ, different);
            }
            default -> {
                call(Conversion.box(type).getInternalName(), "compare", Type.INT_TYPE, type, type);
                code.visitJumpInsn(Opcodes.IFNE, different);
            }
        }
    }

    private void answer(boolean value) {
        code.visitInsn(value ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    private void hash() {
        code.visitInsn(Opcodes.ICONST_0);
        for (Handle component : components) {
            code.visitIntInsn(Opcodes.BIPUSH, 31);
            code.visitInsn(Opcodes.IMUL);
            load(component, 0);
            Type type = Type.getType(component.getDesc());
            if (Conversion.isPrimitive(type)) {
                call(Conversion.box(type).getInternalName(), HASH_CODE, Type.INT_TYPE, type);
            } else {
                call("java/util/Objects", HASH_CODE, Type.INT_TYPE, OBJECT);
            }
            code.visitInsn(Opcodes.IADD);
        }
        code.visitInsn(Opcodes.IRETURN);
    }

    private void text() {
        code.visitTypeInsn(Opcodes.NEW, BUILDER);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
        String before = simpleName() + "[";
        for (Handle component : components) {
            append(before + component.getName() + "=");
            load(component, 0);
            call("java/lang/String", "valueOf", Type.getType(String.class), shown(component));
            append(Type.getType(String.class));
            before = ", ";
        }
        append(components.isEmpty() ? before + "]" : "]");
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, TO_STRING, "()Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ARETURN);
    }

    /** The type by which {@code String.valueOf} takes it. */
    private static Type shown(Handle component) {
        Type type = Type.getType(component.getDesc());
        return switch (type.getSort()) {
            case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
            case Type.OBJECT, Type.ARRAY -> OBJECT;
            default -> type;
        };
    }

    private String simpleName() {
        return node.innerClasses.stream()
                .filter(inner -> inner.name.equals(node.name) && inner.innerName != null)
                .map(inner -> inner.innerName)
                .findFirst()
                .orElse(node.name.substring(node.name.lastIndexOf('/') + 1));
    }

    private void append(String text) {
        code.visitLdcInsn(text);
        append(Type.getType(String.class));
    }

    private void append(Type type) {
        String descriptor = Type.getMethodDescriptor(Type.getObjectType(BUILDER), type);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "append", descriptor, false);
    }

    /** The component of the record in a local variable, which is one of this class. */
    private void load(Handle component, int variable) {
        code.visitVarInsn(Opcodes.ALOAD, variable);
        if (variable > 0) {
            code.visitTypeInsn(Opcodes.CHECKCAST, node.name);
        }
        code.visitFieldInsn(Opcodes.GETFIELD, component.getOwner(), component.getName(), component.getDesc());
    }

    private void call(String owner, String method, Type returned, Type... taken) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, Type.getMethodDescriptor(returned, taken), false);
    }
}
