package org.torrent.session.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.wire.ReceivedBlock;

/**
 * Where a message of a peer meets the engine (BEP 3, 6, 10): one row per type. Plugins are asked between bookkeeping and
 * effect. What is sent passes {@link PeerSender#send}, pieces in batches {@link PeerConnection#countSent}. On the
 * torrent's loop.
 */
final class MessageTable {
    private static final Map<Class<?>, MessageRow<?>> ROWS = new HashMap<>();

    private static final MessageRow<ReceivedBlock> BLOCK = MessageRow.<ReceivedBlock>of()
            .bookkeeping(RequestMessages::arrived)
            .effect(RequestMessages::block)
            .handled(RequestMessages::handled);

    /** What a peer has. */
    private static final Set<Class<?>> PIECES =
            Set.of(Message.BitfieldMessage.class, Message.HaveAll.class, Message.HaveNone.class);

    /** What may come before that. */
    private static final Set<Class<?>> ANYTIME = Set.of(
            Message.KeepAlive.class,
            Message.Port.class,
            Message.Extended.class,
            Message.AllowedFast.class,
            Message.Suggest.class,
            Message.Unknown.class);

    static {
        row(Message.KeepAlive.class, MessageRow.of());
        row(
                Message.Port.class,
                MessageRow.<Message.Port>of()
                        .effect((exchange, message, nowNanos) -> exchange.host.hasDhtNode(message.port())));
        row(Message.Choke.class, MessageRow.<Message.Choke>of().bookkeeping(ChokeMessages::choked));
        row(Message.Unchoke.class, MessageRow.<Message.Unchoke>of().effect(ChokeMessages::unchoked));
        row(Message.Interested.class, MessageRow.<Message.Interested>of().effect(ChokeMessages::interested));
        row(
                Message.NotInterested.class,
                MessageRow.<Message.NotInterested>of()
                        .bookkeeping(ChokeMessages::notInterested)
                        .effect(ChokeMessages::choke));
        row(
                Message.Have.class,
                MessageRow.<Message.Have>of().validate(PieceMessages::validate).effect(PieceMessages::have));
        row(
                Message.BitfieldMessage.class,
                MessageRow.<Message.BitfieldMessage>of().effect(PieceMessages::bitfield));
        row(
                Message.HaveAll.class,
                MessageRow.<Message.HaveAll>of().validate(FastMessages::agreed).effect(PieceMessages::haveAll));
        row(
                Message.HaveNone.class,
                MessageRow.<Message.HaveNone>of().validate(FastMessages::agreed).effect(PieceMessages::haveNone));
        row(
                Message.Request.class,
                MessageRow.<Message.Request>of()
                        .validate(RequestMessages::validate)
                        .bookkeeping(RequestMessages::offered)
                        .effect(RequestMessages::request)
                        .handled(RequestMessages::refuse));
        row(Message.Cancel.class, MessageRow.<Message.Cancel>of().effect(RequestMessages::cancel));
        row(ReceivedBlock.class, BLOCK);
        row(
                Message.Reject.class,
                MessageRow.<Message.Reject>of().validate(FastMessages::agreed).bookkeeping(FastMessages::reject));
        row(
                Message.AllowedFast.class,
                MessageRow.<Message.AllowedFast>of()
                        .validate(FastMessages::agreed)
                        .effect(FastMessages::allowedFast));
        row( // a suggestion is advice: rarest first knows better
                Message.Suggest.class, MessageRow.<Message.Suggest>of().validate(FastMessages::agreed));
        row(
                Message.Extended.class,
                MessageRow.<Message.Extended>of()
                        .validate(ExtendedMessages::agreed)
                        .effect(ExtendedMessages::extended));
        row(Message.Unknown.class, MessageRow.<Message.Unknown>of().effect(MessageTable::unknown));
    }

    private MessageTable() {}

    private static <M> void row(Class<M> type, MessageRow<M> row) {
        ROWS.put(type, row);
    }

    /** Works through the phases of a message. */
    static void receive(ConnectionParts exchange, Message message, long nowNanos) throws ProtocolException {
        MessageRow<Message> row = rowOf(message);
        row.validate().run(exchange, message, nowNanos);
        begin(exchange, message);
        row.bookkeeping().run(exchange, message, nowNanos);
        if (exchange.plugins == null || exchange.plugins.received(message) == Verdict.PASS) {
            row.effect().run(exchange, message, nowNanos);
        } else {
            row.handled().run(exchange, message, nowNanos);
        }
    }

    /** Works through the phases of a block; takes over its reference. */
    static void receive(ConnectionParts exchange, ReceivedBlock block, long nowNanos) throws ProtocolException {
        MessageRow.Step<ReceivedBlock> last;
        try {
            begin(exchange, block);
            BLOCK.bookkeeping().run(exchange, block, nowNanos);
            last = verdict(exchange, block) == Verdict.PASS ? BLOCK.effect() : BLOCK.handled();
        } catch (Throwable t) { // whatever it was: nobody else has the block yet
            block.block().release();
            throw t;
        }
        last.run(exchange, block, nowNanos);
    }

    /** A peer that has nothing need not say so: plugins hear of it with the first message that comes after. */
    private static void begin(ConnectionParts exchange, Object event) {
        if (!exchange.begun && !ANYTIME.contains(event.getClass())) {
            exchange.begun = true;
            if (!PIECES.contains(event.getClass())) {
                exchange.hasNothing();
            }
        }
    }

    private static Verdict verdict(ConnectionParts exchange, ReceivedBlock block) {
        PluginsOfPeer plugins = exchange.plugins;
        return plugins == null ? Verdict.PASS : plugins.received(block.span(), block.block());
    }

    /** Whether there is a row for messages of a type. */
    static boolean knows(Class<?> type) {
        return ROWS.containsKey(type);
    }

    @SuppressWarnings("unchecked") // row() puts nothing else there
    private static MessageRow<Message> rowOf(Message message) {
        return (MessageRow<Message>) ROWS.get(message.getClass());
    }

    private static void unknown(ConnectionParts exchange, Message.Unknown message, long nowNanos)
            throws ProtocolException {
        throw new ProtocolException("unknown message type " + message.type());
    }
}
