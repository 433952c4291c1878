package org.torrent.protocol;

/** The type bytes (BEP 3, 5, 6, 10; registry in BEP 4), and the length each type's message must have. */
final class MessageType {
    static final int CHOKE = 0;
    static final int UNCHOKE = 1;
    static final int INTERESTED = 2;
    static final int NOT_INTERESTED = 3;
    static final int HAVE = 4;
    static final int BITFIELD = 5;
    static final int REQUEST = 6;
    static final int PIECE = 7;
    static final int CANCEL = 8;
    static final int PORT = 9;
    static final int SUGGEST = 13;
    static final int HAVE_ALL = 14;
    static final int HAVE_NONE = 15;
    static final int REJECT = 16;
    static final int ALLOWED_FAST = 17;
    static final int EXTENDED = 20;

    /** What {@link #fixedLength} answers for types whose messages have no fixed length. */
    static final int ANY_LENGTH = -1;

    private MessageType() {}

    static boolean isKnown(int type) {
        return switch (type) {
            case BITFIELD, PIECE, EXTENDED -> true;
            default -> fixedLength(type) != ANY_LENGTH;
        };
    }

    /** The length prefix of a message of this type, or {@link #ANY_LENGTH}. */
    static int fixedLength(int type) {
        return switch (type) {
            case CHOKE, UNCHOKE, INTERESTED, NOT_INTERESTED, HAVE_ALL, HAVE_NONE -> 1;
            case PORT -> 3;
            case HAVE, SUGGEST, ALLOWED_FAST -> 5;
            case REQUEST, CANCEL, REJECT -> 13;
            default -> ANY_LENGTH;
        };
    }

    /** The name the BEPs use, for error messages. */
    static String name(int type) {
        return switch (type) {
            case CHOKE -> "choke";
            case UNCHOKE -> "unchoke";
            case INTERESTED -> "interested";
            case NOT_INTERESTED -> "not interested";
            case HAVE -> "have";
            case BITFIELD -> "bitfield";
            case REQUEST -> "request";
            case PIECE -> "piece";
            case CANCEL -> "cancel";
            case PORT -> "port";
            case SUGGEST -> "suggest";
            case HAVE_ALL -> "have all";
            case HAVE_NONE -> "have none";
            case REJECT -> "reject";
            case ALLOWED_FAST -> "allowed fast";
            case EXTENDED -> "extended";
            default -> "type " + type;
        };
    }
}
