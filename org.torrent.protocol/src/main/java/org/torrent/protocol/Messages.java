package org.torrent.protocol;

import java.util.Arrays;
import org.torrent.model.BlockRequest;

/** Makes messages from the complete fields of the wire form. */
final class Messages {
    static final Message KEEP_ALIVE = new Message.KeepAlive();

    private static final Message CHOKE = new Message.Choke();
    private static final Message UNCHOKE = new Message.Unchoke();
    private static final Message INTERESTED = new Message.Interested();
    private static final Message NOT_INTERESTED = new Message.NotInterested();
    private static final Message HAVE_ALL = new Message.HaveAll();
    private static final Message HAVE_NONE = new Message.HaveNone();

    private Messages() {}

    /** A message of a type with fixed length, from what follows its type. */
    static Message fixed(int type, byte[] fields) {
        return switch (type) {
            case MessageType.CHOKE -> CHOKE;
            case MessageType.UNCHOKE -> UNCHOKE;
            case MessageType.INTERESTED -> INTERESTED;
            case MessageType.NOT_INTERESTED -> NOT_INTERESTED;
            case MessageType.HAVE_ALL -> HAVE_ALL;
            case MessageType.HAVE_NONE -> HAVE_NONE;
            case MessageType.HAVE -> new Message.Have(number(fields, 0));
            case MessageType.SUGGEST -> new Message.Suggest(number(fields, 0));
            case MessageType.ALLOWED_FAST -> new Message.AllowedFast(number(fields, 0));
            case MessageType.REQUEST -> new Message.Request(block(fields));
            case MessageType.CANCEL -> new Message.Cancel(block(fields));
            case MessageType.REJECT -> new Message.Reject(block(fields));
            case MessageType.PORT -> new Message.Port((fields[0] & 0xff) << 8 | fields[1] & 0xff);
            default -> throw new IllegalStateException(MessageType.name(type) + " has no fixed length");
        };
    }

    /** A message of any other type; the body may become part of it. */
    static Message variable(int type, byte[] body) {
        return switch (type) {
            case MessageType.BITFIELD -> new Message.BitfieldMessage(body);
            case MessageType.EXTENDED -> new Message.Extended(body[0] & 0xff, Arrays.copyOfRange(body, 1, body.length));
            default -> new Message.Unknown(type, body);
        };
    }

    /** Four bytes, highest first. */
    static int number(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    private static BlockRequest block(byte[] fields) {
        return new BlockRequest(number(fields, 0), number(fields, 4), number(fields, 8));
    }
}
