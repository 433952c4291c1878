package org.torrent.testkit.ports.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.torrent.spi.file.FileSystemPort;

/** A file's content twice: what programs see, and what a power cut leaves; between them the writes not forced yet. */
final class SimFile {
    /** What the platter writes whole or not at all, in bytes. */
    private static final int SECTOR_BYTES = 512;

    /** How likely a sector that was not forced is there after a power cut. */
    private static final double[] SURVIVES = {0, 0.1, 0.5, 0.9, 1};

    /** Bytes at a place, or, with none, the end of the file at that place. */
    private record Write(long position, byte[] bytes) {}

    private Bytes cache = new Bytes();
    private final Bytes platter = new Bytes();
    private final List<Write> unforced = new ArrayList<>();
    private long modified;
    private long platterModified;

    long size() {
        return cache.size();
    }

    int read(ByteBuffer into, long position) {
        return cache.read(into, position);
    }

    void write(long position, byte[] bytes, long now) {
        cache.put(position, bytes, 0, bytes.length);
        unforced.add(new Write(position, bytes));
        modified = now;
    }

    void cut(long bytes, long now) {
        if (bytes < cache.size()) {
            cache.cut((int) bytes);
            unforced.add(new Write(bytes, null));
            modified = now;
        }
    }

    void modified(long nanos) {
        modified = nanos;
    }

    FileSystemPort.Stamp stamp() {
        return new FileSystemPort.Stamp(size(), modified);
    }

    void force() {
        unforced.forEach(this::land);
        unforced.clear();
        platterModified = modified;
    }

    /** Some writes reach the platter; the others never will, though programs go on seeing them and later forces succeed. */
    void failForce(Random random) {
        double survives = random.nextInt(2) * 0.5;
        unforced.forEach(write -> tear(write, survives, random));
        unforced.clear();
    }

    /** What was not forced arrives in any order, in part, or not at all; perhaps the length without the data. */
    void cutPower(Random random) {
        if (!unforced.isEmpty() && random.nextInt(4) == 0) {
            platter.grow(platter.size() + random.nextInt(Math.max(1, cache.size() - platter.size() + 1)));
        }
        Collections.shuffle(unforced, random);
        double survives = SURVIVES[random.nextInt(SURVIVES.length)];
        unforced.forEach(write -> tear(write, survives, random));
        unforced.clear();
        cache = platter.copy();
        modified = random.nextBoolean() ? platterModified : modified;
        platterModified = modified;
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

    /** What a power cut leaves that keeps only what was forced. */
    byte[] platter() {
        return platter.toArray();
    }

    private void land(Write write) {
        if (write.bytes() == null) {
            platter.cut((int) write.position());
        } else {
            platter.put(write.position(), write.bytes(), 0, write.bytes().length);
        }
    }

    private void tear(Write write, double survives, Random random) {
        byte[] bytes = write.bytes();
        if (bytes == null) {
            if (random.nextDouble() < survives) {
                land(write);
            }
            return;
        }
        for (int at = 0; at < bytes.length; ) {
            int rest = SECTOR_BYTES - (int) ((write.position() + at) % SECTOR_BYTES);
            int count = Math.min(rest, bytes.length - at);
            if (random.nextDouble() < survives) {
                platter.put(write.position() + at, bytes, at, count);
            }
            at += count;
        }
    }
}
