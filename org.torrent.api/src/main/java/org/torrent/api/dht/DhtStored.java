package org.torrent.api.dht;

/**
 * An item that nodes were asked to keep.
 *
 * @param target where it is found, in hexadecimal digits
 * @param key the public key it is found by, in hexadecimal digits; empty of one that nobody can change
 * @param sequence its number; 0 of one that nobody can change
 * @param nodes how many were asked to keep it; 0 means that it is lost
 */
public record DhtStored(String target, String key, long sequence, int nodes) {}
