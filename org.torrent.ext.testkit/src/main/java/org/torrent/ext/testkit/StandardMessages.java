package org.torrent.ext.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.torrent.ext.api.PeerMessage;
import org.torrent.protocol.Message;

/** Standard messages as plugins name them, and as they are written on the wire: one row for each. */
final class StandardMessages {
    private record Row<P extends PeerMessage, M extends Message>(
            Class<P> said, Function<P, M> encoder, Class<M> wire, Function<M, P> decoder) {
        Message encode(PeerMessage message) {
            return encoder.apply(said.cast(message));
        }

        PeerMessage decode(Message message) {
            return decoder.apply(wire.cast(message));
        }
    }

    private static final List<Row<?, ?>> ROWS = List.of(
            new Row<>(
                    PeerMessage.Choke.class,
                    m -> new Message.Choke(),
                    Message.Choke.class,
                    m -> new PeerMessage.Choke()),
            new Row<>(
                    PeerMessage.Unchoke.class,
                    m -> new Message.Unchoke(),
                    Message.Unchoke.class,
                    m -> new PeerMessage.Unchoke()),
            new Row<>(
                    PeerMessage.Interested.class,
                    m -> new Message.Interested(),
                    Message.Interested.class,
                    m -> new PeerMessage.Interested()),
            new Row<>(
                    PeerMessage.NotInterested.class,
                    m -> new Message.NotInterested(),
                    Message.NotInterested.class,
                    m -> new PeerMessage.NotInterested()),
            new Row<>(
                    PeerMessage.Have.class,
                    m -> new Message.Have(m.piece()),
                    Message.Have.class,
                    m -> new PeerMessage.Have(m.piece())),
            new Row<>(
                    PeerMessage.Request.class,
                    m -> new Message.Request(m.block()),
                    Message.Request.class,
                    m -> new PeerMessage.Request(m.block())),
            new Row<>(
                    PeerMessage.Cancel.class,
                    m -> new Message.Cancel(m.block()),
                    Message.Cancel.class,
                    m -> new PeerMessage.Cancel(m.block())),
            new Row<>(
                    PeerMessage.Reject.class,
                    m -> new Message.Reject(m.block()),
                    Message.Reject.class,
                    m -> new PeerMessage.Reject(m.block())),
            new Row<>(
                    PeerMessage.Suggest.class,
                    m -> new Message.Suggest(m.piece()),
                    Message.Suggest.class,
                    m -> new PeerMessage.Suggest(m.piece())),
            new Row<>(
                    PeerMessage.AllowedFast.class,
                    m -> new Message.AllowedFast(m.piece()),
                    Message.AllowedFast.class,
                    m -> new PeerMessage.AllowedFast(m.piece())),
            new Row<>(
                    PeerMessage.Unknown.class,
                    m -> new Message.Unknown(m.type(), m.body()),
                    Message.Unknown.class,
                    m -> new PeerMessage.Unknown(m.type(), m.body())));

    private StandardMessages() {}

    /** As it is written; of the types that have no row the caller takes care. */
    static Message encode(PeerMessage message) {
        return ROWS.stream()
                .filter(row -> row.said().isInstance(message))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no way to write " + message))
                .encode(message);
    }

    /** As a plugin would name it; nothing for those that plugins do not send. */
    static Optional<PeerMessage> decode(Message message) {
        return ROWS.stream()
                .filter(row -> row.wire().isInstance(message))
                .findFirst()
                .map(row -> row.decode(message));
    }
}
