package org.torrent.protocol;

import java.util.Arrays;
import org.torrent.model.BlockRequest;

/**
 * What peers say after the handshake (BEP 3, 5, 6, 10), except {@code piece}: payload never becomes an object, see
 * {@link MessageDecoder.Handler} and {@link MessageEncoder#pieceHeader}.
 *
 * <p>Numbers that arrived are unvalidated: a piece index or an offset of 2^31 and above reads as negative. Arrays are
 * not copied; whoever makes or receives a message leaves them as they are.
 */
public sealed interface Message {
    /** Says only that the connection is alive. */
    record KeepAlive() implements Message {}

    /** The sender answers no requests from now on. */
    record Choke() implements Message {}

    /** The sender answers requests from now on. */
    record Unchoke() implements Message {}

    /** The receiver has pieces the sender wants. */
    record Interested() implements Message {}

    /** The receiver has nothing the sender wants. */
    record NotInterested() implements Message {}

    /**
     * The sender has one more piece.
     *
     * @param piece its index
     */
    record Have(int piece) implements Message {}

    /**
     * The pieces the sender has.
     *
     * @param bits the wire form, highest bit of the first byte is piece 0; its length is unvalidated
     */
    record BitfieldMessage(byte[] bits) implements Message {
        @Override
        public boolean equals(Object other) {
            return other instanceof BitfieldMessage that && Arrays.equals(bits, that.bits);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bits);
        }

        @Override
        public String toString() {
            return "BitfieldMessage[" + bits.length + " bytes]";
        }
    }

    /**
     * The sender wants a block.
     *
     * @param block the span asked for
     */
    record Request(BlockRequest block) implements Message {}

    /**
     * The sender no longer wants a block it asked for.
     *
     * @param block the span of the request
     */
    record Cancel(BlockRequest block) implements Message {}

    /**
     * Where the sender's DHT node listens (BEP 5).
     *
     * @param port its UDP port, 0 to 65535
     */
    record Port(int port) implements Message {
        /** Checks the range. */
        public Port {
            if (port < 0 || port > 0xffff) {
                throw new IllegalArgumentException("port " + port);
            }
        }
    }

    /**
     * A piece the sender likes to be asked for (BEP 6).
     *
     * @param piece its index
     */
    record Suggest(int piece) implements Message {}

    /** The sender has every piece (BEP 6). */
    record HaveAll() implements Message {}

    /** The sender has no piece (BEP 6). */
    record HaveNone() implements Message {}

    /**
     * A request will not be answered (BEP 6).
     *
     * @param block the span of the request
     */
    record Reject(BlockRequest block) implements Message {}

    /**
     * A piece that may be asked for while choked (BEP 6).
     *
     * @param piece its index
     */
    record AllowedFast(int piece) implements Message {}

    /**
     * A message of an extension (BEP 10).
     *
     * @param id 0 for the extension handshake, otherwise the receiver's id for the extension, up to 255
     * @param body what follows the id
     */
    record Extended(int id, byte[] body) implements Message {
        /** Checks the range of the id. */
        public Extended {
            if (id < 0 || id > 0xff) {
                throw new IllegalArgumentException("extension message id " + id);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Extended that && id == that.id && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * id + Arrays.hashCode(body);
        }

        @Override
        public String toString() {
            return "Extended[id=" + id + ", " + body.length + " bytes]";
        }
    }

    /**
     * A message of a type that is none of the above.
     *
     * @param type 0 to 255, no type that this protocol knows
     * @param body what follows the type
     */
    record Unknown(int type, byte[] body) implements Message {
        /** Checks the type. */
        public Unknown {
            if (type < 0 || type > 0xff || MessageType.isKnown(type)) {
                throw new IllegalArgumentException("message type " + type);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unknown that && type == that.type && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * type + Arrays.hashCode(body);
        }

        @Override
        public String toString() {
            return "Unknown[type=" + type + ", " + body.length + " bytes]";
        }
    }
}
