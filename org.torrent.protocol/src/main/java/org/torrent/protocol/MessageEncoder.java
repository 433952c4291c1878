package org.torrent.protocol;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.torrent.model.BlockRequest;

/** Writes messages in their wire form: a length of four bytes, a type, fields (BEP 3). Stateless. */
public final class MessageEncoder {
    /** Bytes in front of the payload of a piece message: length, type, piece index, offset. */
    public static final int PIECE_HEADER_BYTES = 13;

    private static final int PREFIX_BYTES = 4;

    private MessageEncoder() {}

    /** Bytes that {@link #encode} writes, length prefix included. */
    public static int encodedLength(Message message) {
        return PREFIX_BYTES + bodyLength(message);
    }

    /**
     * Writes a message at the buffer's position, whatever the buffer's byte order.
     *
     * @throws BufferOverflowException when it does not fit; nothing is written then
     */
    public static void encode(Message message, ByteBuffer out) {
        int length = bodyLength(message);
        ByteOrder order = begin(out, PREFIX_BYTES + length);
        out.putInt(length);
        if (length > 0) {
            out.put((byte) type(message));
            fields(message, out);
        }
        out.order(order);
    }

    /**
     * Writes what goes in front of the payload of a piece message.
     *
     * @param length bytes of payload that will follow
     * @throws BufferOverflowException when it does not fit; nothing is written then
     */
    public static void pieceHeader(ByteBuffer out, int piece, int offset, int length) {
        ByteOrder order = begin(out, PIECE_HEADER_BYTES);
        out.putInt(PIECE_HEADER_BYTES - PREFIX_BYTES + length)
                .put((byte) MessageType.PIECE)
                .putInt(piece)
                .putInt(offset)
                .order(order);
    }

    private static ByteOrder begin(ByteBuffer out, int needed) {
        if (out.remaining() < needed) {
            throw new BufferOverflowException();
        }
        ByteOrder order = out.order();
        out.order(ByteOrder.BIG_ENDIAN);
        return order;
    }

    private static int bodyLength(Message message) {
        if (message instanceof Message.KeepAlive) {
            return 0;
        }
        if (message instanceof Message.BitfieldMessage m) {
            return 1 + m.bits().length;
        }
        if (message instanceof Message.Extended m) {
            return 2 + m.body().length;
        }
        if (message instanceof Message.Unknown m) {
            return 1 + m.body().length;
        }
        return MessageType.fixedLength(type(message));
    }

    // Java 17 has no pattern switch; ordered by how often each is sent.
    private static int type(Message message) {
        if (message instanceof Message.Request) {
            return MessageType.REQUEST;
        } else if (message instanceof Message.Have) {
            return MessageType.HAVE;
        } else if (message instanceof Message.Cancel) {
            return MessageType.CANCEL;
        } else if (message instanceof Message.Reject) {
            return MessageType.REJECT;
        } else if (message instanceof Message.Extended) {
            return MessageType.EXTENDED;
        } else if (message instanceof Message.Choke) {
            return MessageType.CHOKE;
        } else if (message instanceof Message.Unchoke) {
            return MessageType.UNCHOKE;
        } else if (message instanceof Message.Interested) {
            return MessageType.INTERESTED;
        } else if (message instanceof Message.NotInterested) {
            return MessageType.NOT_INTERESTED;
        } else if (message instanceof Message.BitfieldMessage) {
            return MessageType.BITFIELD;
        } else if (message instanceof Message.HaveAll) {
            return MessageType.HAVE_ALL;
        } else if (message instanceof Message.HaveNone) {
            return MessageType.HAVE_NONE;
        } else if (message instanceof Message.AllowedFast) {
            return MessageType.ALLOWED_FAST;
        } else if (message instanceof Message.Suggest) {
            return MessageType.SUGGEST;
        } else if (message instanceof Message.Port) {
            return MessageType.PORT;
        } else if (message instanceof Message.Unknown m) {
            return m.type();
        }
        throw new IllegalArgumentException(message + " has no type");
    }

    private static void fields(Message message, ByteBuffer out) {
        if (message instanceof Message.Request m) {
            block(m.block(), out);
        } else if (message instanceof Message.Have m) {
            out.putInt(m.piece());
        } else if (message instanceof Message.Cancel m) {
            block(m.block(), out);
        } else if (message instanceof Message.Reject m) {
            block(m.block(), out);
        } else if (message instanceof Message.Extended m) {
            out.put((byte) m.id()).put(m.body());
        } else if (message instanceof Message.BitfieldMessage m) {
            out.put(m.bits());
        } else if (message instanceof Message.AllowedFast m) {
            out.putInt(m.piece());
        } else if (message instanceof Message.Suggest m) {
            out.putInt(m.piece());
        } else if (message instanceof Message.Port m) {
            out.putShort((short) m.port());
        } else if (message instanceof Message.Unknown m) {
            out.put(m.body());
        }
    }

    private static void block(BlockRequest block, ByteBuffer out) {
        out.putInt(block.piece()).putInt(block.offset()).putInt(block.length());
    }
}
