package org.torrent.testkit.ports.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.testkit.ports.disk.DiskCall.Operation;

/** An open file. It outlives its name, but not its process. */
final class SimOpenFile implements OpenFile {
    private final DiskRules disk;
    private final Path path;
    private final SimFile file;
    private final boolean writable;
    private final int epoch;
    private boolean closed;

    SimOpenFile(DiskRules disk, Path path, SimFile file, boolean writable) {
        this.disk = disk;
        this.path = path;
        this.file = file;
        this.writable = writable;
        this.epoch = disk.epoch;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        fail(begin(Operation.READ));
        return file.read(into, position);
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count, long position) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        DiskFault fault = begin(Operation.WRITE);
        if (fault == DiskFault.NO_SPACE) {
            throw fault.exception();
        }
        int whole = 0;
        for (int i = first; i < first + count; i++) {
            whole += from[i].remaining();
        }
        int part = fault == null ? whole : disk.random.nextInt(whole + 1);
        if (fault == DiskFault.SHORT_WRITE) {
            part = Math.max(part, Math.min(whole, 1));
        }
        if (!disk.take(Math.max(0, position + part - file.size()))) {
            throw DiskFault.NO_SPACE.exception();
        }
        file.write(position, take(from, first, part), disk.calls);
        fail(fault);
        return part;
    }

    private static byte[] take(ByteBuffer[] from, int first, int count) {
        byte[] bytes = new byte[count];
        int filled = 0;
        for (int i = first; filled < count; i++) {
            int part = Math.min(count - filled, from[i].remaining());
            from[i].get(bytes, filled, part);
            filled += part;
        }
        return bytes;
    }

    @Override
    public void force() throws IOException {
        DiskFault fault = begin(Operation.FORCE);
        if (fault == DiskFault.IO_ERROR || fault == DiskFault.NO_SPACE) {
            file.failForce(disk.random);
        }
        fail(fault);
        file.force();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void truncate(long bytes) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        fail(begin(Operation.TRUNCATE));
        disk.take(Math.min(0, bytes - file.size()));
        file.cut(bytes, disk.calls);
    }

    @Override
    public void close() {
        if (!closed && epoch == disk.epoch) {
            disk.openFiles--;
        }
        closed = true;
    }

    private DiskFault begin(Operation operation) throws IOException {
        if (closed || epoch != disk.epoch) {
            throw new ClosedChannelException();
        }
        disk.pace.run();
        return disk.call(operation, path);
    }

    private static void fail(DiskFault fault) throws IOException {
        if (fault != null && fault != DiskFault.SHORT_WRITE) {
            throw fault.exception();
        }
    }
}
