package org.torrent.dht.krpc;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * Ids that follow from the address of their node (BEP 42), so that nobody can place many nodes where he wants them. Addresses
 * of a house's own networks are exempt.
 */
public final class SecureNodeIds {
    private static final int PREFIX_BITS = 21;
    private static final int[] MASK_V4 = {0x03, 0x0f, 0x3f, 0xff};
    private static final int[] MASK_V6 = {0x01, 0x03, 0x07, 0x0f, 0x1f, 0x3f, 0x7f, 0xff};

    private SecureNodeIds() {}

    /** An id for a node of that address. */
    public static NodeId of(InetAddress address, RandomGenerator random) {
        byte[] id = NodeId.random(random).bytes();
        int seed = id[NodeId.BYTES - 1] & 0xff;
        int crc = crc(address, seed);
        id[0] = (byte) (crc >>> 24);
        id[1] = (byte) (crc >>> 16);
        id[2] = (byte) (crc >>> 8 & 0xf8 | id[2] & 0x07);
        return NodeId.of(id);
    }

    /** Whether a node of that address may have that id. */
    public static boolean isValid(NodeId id, InetAddress address) {
        if (Subnets.isLocal(address)) {
            return true;
        }
        int crc = crc(address, id.low() & 0xff);
        return crc >>> Integer.SIZE - PREFIX_BITS == id.high() >>> Long.SIZE - PREFIX_BITS;
    }

    private static int crc(InetAddress address, int seed) {
        int[] mask = address instanceof Inet4Address ? MASK_V4 : MASK_V6;
        byte[] bytes = ByteBuffer.allocate(mask.length)
                .put(address.getAddress(), 0, mask.length)
                .array();
        for (int i = 0; i < mask.length; i++) {
            bytes[i] &= (byte) mask[i];
        }
        bytes[0] |= (byte) ((seed & 0x07) << 5);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
