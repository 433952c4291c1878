package org.torrent.dht.node;

/**
 * What can be configured of a node.
 *
 * @param isReadOnly whether it asks, but neither answers nor is named to others (BEP 43)
 * @param answerBytesPerSecond how much it answers; what is beyond is not answered
 */
public record NodeSettings(boolean isReadOnly, int answerBytesPerSecond) {}
