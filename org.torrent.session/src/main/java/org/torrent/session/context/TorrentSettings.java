package org.torrent.session.context;

/**
 * What the user can set for torrents.
 *
 * @param unchokeSlots peers served at a time by one torrent
 * @param maxPeers connections of one torrent
 * @param fastExtension whether BEP 6 is offered
 */
public record TorrentSettings(int unchokeSlots, int maxPeers, boolean fastExtension) {}
