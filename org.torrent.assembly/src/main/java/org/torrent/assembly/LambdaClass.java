package org.torrent.assembly;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * The class of one lambda: a field for each value it captures, a method that hands these and its own arguments on, and a
 * static method that makes one. Without captured values there is one object for ever, as with Java's own.
 */
final class LambdaClass {
    /** The static method, which takes what the lambda captures. */
    static final String FACTORY = "of";

    private static final String INIT = "<init>";
    private static final String ONLY = "ONLY";
    private static final String VALUE = "value";
    private static final String OBJECT = "java/lang/Object";

    private final ClassNode node = new ClassNode();
    private final InvokeDynamicInsnNode call;
    private final Type[] captured;
    private final String constructor;

    LambdaClass(ClassNode host, String name, InvokeDynamicInsnNode call, int line) {
        this.call = call;
        this.captured = Type.getArgumentTypes(call.desc);
        this.constructor = Type.getMethodDescriptor(Type.VOID_TYPE, captured);
        node.version = host.version;
        node.access = Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER;
        node.name = name;
        node.superName = OBJECT;
        node.interfaces = List.of(Type.getReturnType(call.desc).getInternalName());
        node.nestHostClass = host.nestHostClass == null ? host.name : host.nestHostClass;
        node.sourceFile = host.sourceFile;
        addConstructor();
        if (captured.length == 0) {
            addOnly();
        }
        addFactory();
        addMethod(line);
    }

    ClassNode node() {
        return node;
    }

    private void addConstructor() {
        MethodVisitor code = node.visitMethod(0, INIT, constructor, null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, INIT, "()V", false);
        int slot = 1;
        for (int i = 0; i < captured.length; i++) {
            String type = captured[i].getDescriptor();
            node.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, VALUE + i, type, null, null);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            slot = load(code, captured[i], slot);
            code.visitFieldInsn(Opcodes.PUTFIELD, node.name, VALUE + i, type);
        }
        end(code, Opcodes.RETURN);
    }

    private void addOnly() {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        node.visitField(access, ONLY, descriptor(), null, null);
        MethodVisitor code = node.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        makeNew(code, node.name);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, node.name, INIT, constructor, false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, node.name, ONLY, descriptor());
        end(code, Opcodes.RETURN);
    }

    private void addFactory() {
        MethodVisitor code = node.visitMethod(Opcodes.ACC_STATIC, FACTORY, call.desc, null, null);
        if (captured.length == 0) {
            code.visitFieldInsn(Opcodes.GETSTATIC, node.name, ONLY, descriptor());
        } else {
            makeNew(code, node.name);
            int slot = 0;
            for (Type type : captured) {
                slot = load(code, type, slot);
            }
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, node.name, INIT, constructor, false);
        }
        end(code, Opcodes.ARETURN);
    }

    /** The interface's method, with its types erased; a stack trace shows the line where the lambda stands. */
    private void addMethod(int line) {
        Type erased = (Type) call.bsmArgs[0];
        Handle body = (Handle) call.bsmArgs[1];
        Type actual = (Type) call.bsmArgs[2];
        MethodVisitor code = node.visitMethod(Opcodes.ACC_PUBLIC, call.name, erased.getDescriptor(), null, null);
        Label start = new Label();
        code.visitLabel(start);
        code.visitLineNumber(line, start);
        if (isConstructor(body)) {
            makeNew(code, body.getOwner());
        }
        loadArguments(code, erased.getArgumentTypes(), actual.getArgumentTypes(), parameters(body));
        code.visitMethodInsn(instruction(body), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
        handBack(code, returned(body), actual.getReturnType(), erased.getReturnType());
        end(code, erased.getReturnType().getOpcode(Opcodes.IRETURN));
    }

    private void loadArguments(MethodVisitor code, Type[] erased, Type[] actual, List<Type> parameters) {
        int next = 0;
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, node.name, VALUE + i, captured[i].getDescriptor());
            Conversion.convert(code, captured[i], parameters.get(next++));
        }
        int slot = 1;
        for (int i = 0; i < erased.length; i++) {
            slot = load(code, erased[i], slot);
            Conversion.convert(code, erased[i], actual[i]);
            Conversion.convert(code, actual[i], parameters.get(next++));
        }
    }

    private static void handBack(MethodVisitor code, Type returned, Type actual, Type erased) {
        if (erased.equals(Type.VOID_TYPE)) {
            if (returned.getSize() > 0) {
                code.visitInsn(returned.getSize() == 1 ? Opcodes.POP : Opcodes.POP2);
            }
        } else {
            Conversion.convert(code, returned, actual);
            Conversion.convert(code, actual, erased);
        }
    }

    /** What the body takes, with the object first that it is called on. */
    private static List<Type> parameters(Handle body) {
        List<Type> parameters = new ArrayList<>();
        if (!isConstructor(body) && body.getTag() != Opcodes.H_INVOKESTATIC) {
            parameters.add(Type.getObjectType(body.getOwner()));
        }
        parameters.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
        return parameters;
    }

    private static Type returned(Handle body) {
        return isConstructor(body) ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
    }

    private static boolean isConstructor(Handle body) {
        return body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    }

    /** What is private to the host is called as any other method is: they are of one nest. */
    private static int instruction(Handle body) {
        switch (body.getTag()) {
            case Opcodes.H_NEWINVOKESPECIAL:
                return Opcodes.INVOKESPECIAL;
            case Opcodes.H_INVOKESTATIC:
                return Opcodes.INVOKESTATIC;
            default:
                return body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        }
    }

    private String descriptor() {
        return Type.getObjectType(node.name).getDescriptor();
    }

    private static void makeNew(MethodVisitor code, String type) {
        code.visitTypeInsn(Opcodes.NEW, type);
        code.visitInsn(Opcodes.DUP);
    }

    private static int load(MethodVisitor code, Type type, int slot) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
        return slot + type.getSize();
    }

    private static void end(MethodVisitor code, int instruction) {
        code.visitInsn(instruction);
        code.visitMaxs(0, 0); // computed by the writer
        code.visitEnd();
    }
}
