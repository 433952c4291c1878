package org.torrent.testkit.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A file's content twice: what programs see, and what a power cut leaves; between them the writes not forced yet. */
final class SimFile {
    /** What the platter writes whole or not at all, in bytes. */
    private static final int SECTOR_BYTES = 512;

    private record Write(long position, byte[] bytes) {}

    private Bytes cache = new Bytes();
    private final Bytes platter = new Bytes();
    private final List<Write> unforced = new ArrayList<>();

    long size() {
        return cache.size();
    }

    int read(ByteBuffer into, long position) {
        return cache.read(into, position);
    }

    void write(long position, byte[] bytes) {
        cache.put(position, bytes, 0, bytes.length);
        unforced.add(new Write(position, bytes));
    }

    void force() {
        unforced.forEach(this::land);
        unforced.clear();
    }

    /** Some writes reach the platter; the others never will, though programs go on seeing them and later forces succeed. */
    void failForce(Random random) {
        unforced.forEach(write -> tear(write, random));
        unforced.clear();
    }

    /** What was not forced arrives in any order, in part, or not at all. */
    void cutPower(Random random) {
        Collections.shuffle(unforced, random);
        int kept = random.nextInt(3);
        for (Write write : unforced) {
            if (kept == 0) {
                land(write);
            } else if (kept == 1) {
                tear(write, random);
            }
        }
        unforced.clear();
        cache = platter.copy();
    }

    /** Changes a byte on the platter and in the cache, as failing hardware does. */
    void corrupt(long position) {
        cache.flip(position);
        if (position < platter.size()) {
            platter.flip(position);
        }
    }

    byte[] content() {
        return cache.toArray();
    }

    private void land(Write write) {
        platter.put(write.position(), write.bytes(), 0, write.bytes().length);
    }

    private void tear(Write write, Random random) {
        byte[] bytes = write.bytes();
        for (int at = 0; at < bytes.length; ) {
            int rest = SECTOR_BYTES - (int) ((write.position() + at) % SECTOR_BYTES);
            int count = Math.min(rest, bytes.length - at);
            if (random.nextBoolean()) {
                platter.put(write.position() + at, bytes, at, count);
            }
            at += count;
        }
    }
}
