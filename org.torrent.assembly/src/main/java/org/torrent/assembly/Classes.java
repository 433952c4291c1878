package org.torrent.assembly;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Class files of class nodes. */
final class Classes {
    private Classes() {}

    static byte[] bytes(ClassNode node, int flags) {
        ClassWriter writer = new ClassWriter(flags);
        node.accept(writer);
        return writer.toByteArray();
    }
}
