package org.torrent.session.wire;

import org.torrent.model.BlockRequest;
import org.torrent.spi.buffer.Block;

/**
 * A piece message: its span and its payload, which is the remaining part of the block's buffer.
 *
 * @param span unvalidated
 * @param block one reference, to be released or handed on by the receiver
 */
public record ReceivedBlock(BlockRequest span, Block block) {}
