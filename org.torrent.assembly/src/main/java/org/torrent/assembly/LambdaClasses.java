package org.torrent.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns each lambda expression and method reference of some classes into a class of its own.
 *
 * <p>Java makes the class of a lambda when it is first met, which takes a fifth of a millisecond, and the archive of
 * classes holds none that belongs to a bundle. A class that is in the jar comes from the archive in a twentieth of that.
 */
final class LambdaClasses {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String PLAIN = "metafactory";

    private final Map<String, ClassNode> hosts = new TreeMap<>();
    private final List<ClassNode> made = new ArrayList<>();
    private final Set<String> changed = new TreeSet<>();

    private LambdaClasses() {}

    /**
     * What is to be written anew: changed classes and made ones.
     *
     * @param classes of one jar, by internal name
     */
    static Map<String, byte[]> of(Map<String, byte[]> classes) {
        LambdaClasses lambdas = new LambdaClasses();
        classes.forEach(lambdas::read);
        lambdas.hosts.values().forEach(lambdas::replace);
        return lambdas.written();
    }

    private void read(String name, byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        hosts.put(name, node);
    }

    private void replace(ClassNode host) {
        int number = 0;
        for (MethodNode method : host.methods) {
            int line = 0;
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof LineNumberNode) {
                    line = ((LineNumberNode) instruction).line;
                }
                if (isLambda(instruction)) {
                    InvokeDynamicInsnNode call = (InvokeDynamicInsnNode) instruction;
                    LambdaClass lambda = new LambdaClass(host, host.name + "$$Lambda" + number++, call, line);
                    add(host, lambda.node());
                    method.instructions.set(
                            call,
                            new MethodInsnNode(
                                    Opcodes.INVOKESTATIC, lambda.node().name, LambdaClass.FACTORY, call.desc, false));
                }
            }
        }
    }

    /** Those with marker interfaces, or to be serialized, are few and stay what they are. */
    private static boolean isLambda(AbstractInsnNode instruction) {
        if (!(instruction instanceof InvokeDynamicInsnNode)) {
            return false;
        }
        InvokeDynamicInsnNode call = (InvokeDynamicInsnNode) instruction;
        return call.bsm.getOwner().equals(FACTORY) && call.bsm.getName().equals(PLAIN);
    }

    /** The made class calls what is private in its host, as a nested class does. */
    private void add(ClassNode host, ClassNode lambda) {
        ClassNode nest = hosts.get(lambda.nestHostClass);
        if (nest.nestMembers == null) {
            nest.nestMembers = new ArrayList<>();
        }
        nest.nestMembers.add(lambda.name);
        made.add(lambda);
        changed.add(nest.name);
        changed.add(host.name);
    }

    private Map<String, byte[]> written() {
        Map<String, byte[]> written = new TreeMap<>();
        changed.forEach(name -> written.put(name, Classes.bytes(hosts.get(name), 0)));
        made.forEach(lambda -> written.put(lambda.name, Classes.bytes(lambda, ClassWriter.COMPUTE_MAXS)));
        return written;
    }
}
