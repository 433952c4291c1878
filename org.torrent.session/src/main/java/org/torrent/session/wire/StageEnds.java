package org.torrent.session.wire;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** What a connection's stages are between: its decoder, and its way out. On the I/O thread but where stages say otherwise. */
final class StageEnds implements StageChain.Ends {
    private final PeerWire wire;
    private final Consumer<ByteBuffer> decoder;

    /** Plain bytes go to that decoder. */
    StageEnds(PeerWire wire, Consumer<ByteBuffer> decoder) {
        this.wire = wire;
        this.decoder = decoder;
    }

    @Override
    public void messages(ByteBuffer plain) {
        decoder.accept(plain);
    }

    @Override
    public void write(Outgoing chunk) {
        wire.sender().writeThrough(chunk);
    }

    @Override
    public void suspend(int reason) {
        wire.suspend(reason);
    }

    @Override
    public void resume(int reason) {
        wire.resume(reason);
    }

    @Override
    public void close(String reason) {
        wire.close(reason);
    }
}
