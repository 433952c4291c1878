package org.torrent.assembly;

import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes a value of one type a value of another, by the rules of {@code java.lang.invoke.LambdaMetafactory}. */
final class Conversion {
    private static final Map<Type, Type> BOXES = Map.of(
            Type.BOOLEAN_TYPE, Type.getType(Boolean.class),
            Type.CHAR_TYPE, Type.getType(Character.class),
            Type.BYTE_TYPE, Type.getType(Byte.class),
            Type.SHORT_TYPE, Type.getType(Short.class),
            Type.INT_TYPE, Type.getType(Integer.class),
            Type.LONG_TYPE, Type.getType(Long.class),
            Type.FLOAT_TYPE, Type.getType(Float.class),
            Type.DOUBLE_TYPE, Type.getType(Double.class));

    /** By the descriptors of what is there and what is wanted; what is smaller than an int is one already. */
    private static final Map<String, Integer> WIDENINGS = Map.of(
            "IJ", Opcodes.I2L,
            "IF", Opcodes.I2F,
            "ID", Opcodes.I2D,
            "JF", Opcodes.L2F,
            "JD", Opcodes.L2D,
            "FD", Opcodes.F2D,
            "II", Opcodes.NOP);

    private Conversion() {}

    static void convert(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (isPrimitive(from)) {
            if (isPrimitive(to)) {
                widen(code, from, to);
            } else {
                box(code, from);
            }
        } else if (isPrimitive(to)) {
            unbox(code, from, to);
        } else {
            cast(code, to);
        }
    }

    /** The class whose objects hold such a value. */
    static Type box(Type primitive) {
        return BOXES.get(primitive);
    }

    static boolean isPrimitive(Type type) {
        return BOXES.containsKey(type);
    }

    private static void box(MethodVisitor code, Type from) {
        Type box = BOXES.get(from);
        String valueOf = Type.getMethodDescriptor(box, from);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, box.getInternalName(), "valueOf", valueOf, false);
    }

    private static void unbox(MethodVisitor code, Type from, Type to) {
        Optional<Type> known = BOXES.keySet().stream()
                .filter(primitive -> BOXES.get(primitive).equals(from))
                .findFirst();
        Type value = known.orElse(to);
        boolean isNumber = !value.equals(Type.BOOLEAN_TYPE) && !value.equals(Type.CHAR_TYPE);
        Type box =
                known.isEmpty() && isNumber ? Type.getType(Number.class) : BOXES.get(value); // it may be a narrower one
        if (known.isEmpty()) {
            cast(code, box);
        }
        String method = value.getClassName() + "Value";
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, box.getInternalName(), method, Type.getMethodDescriptor(value), false);
        if (!value.equals(to)) {
            widen(code, value, to);
        }
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
        String kind = (from.getSort() < Type.INT ? Type.INT_TYPE : from).getDescriptor() + to.getDescriptor();
        Integer instruction = WIDENINGS.get(kind);
        if (instruction == null) {
            throw new IllegalStateException(from + " can't become " + to);
        }
        code.visitInsn(instruction);
    }

    private static void cast(MethodVisitor code, Type to) {
        if (!to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }
}
