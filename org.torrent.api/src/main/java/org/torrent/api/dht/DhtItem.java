package org.torrent.api.dht;

import org.torrent.model.bencode.BencodeValue;

/**
 * An item that was found (BEP 44), with a digest or a signature that is right.
 *
 * @param value what it says
 * @param sequence how often it was changed, as its owner counts; 0 of one that can't be
 */
public record DhtItem(BencodeValue value, long sequence) {}
