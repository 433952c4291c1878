package org.torrent.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.torrent.spi.file.FileSystemPort;

/** A channel. Gathering writes have no positional form, so they move the channel's position, which nobody else uses. */
final class NioOpenFile implements FileSystemPort.OpenFile {
    private final FileChannel channel;

    NioOpenFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count, long position) throws IOException {
        if (count == 1) {
            return channel.write(from[first], position);
        }
        channel.position(position);
        return channel.write(from, first, count);
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void truncate(long bytes) throws IOException {
        channel.truncate(bytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
