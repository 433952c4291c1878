package org.torrent.api;

import java.nio.file.Path;
import java.util.Optional;
import org.torrent.model.TorrentId;

/**
 * A torrent at one moment. Sizes in bytes, rates in bytes per second of payload.
 *
 * @param id which torrent
 * @param number its number in the session
 * @param name the torrent's name, or the magnet's, or the info hash
 * @param directory where its content goes
 * @param state what it is doing
 * @param reason why it is in error or waits; empty otherwise
 * @param totalBytes length of all files, -1 while unknown
 * @param wantedBytes length of the wanted files, -1 while unknown
 * @param doneBytes verified bytes of wanted files
 * @param pieceCount number of pieces, -1 while unknown
 * @param piecesDone verified pieces
 * @param piecesDurable pieces that survive a power cut
 * @param checkedPieces pieces hashed by the current check
 * @param downloadRate payload in
 * @param uploadRate payload out
 * @param downloadedBytes payload received since the start
 * @param uploadedBytes payload sent since the start
 * @param wastedBytes payload that failed its hash or came twice
 * @param peers connections
 * @param seeds connections to peers that have everything
 * @param knownPeers peers in the list
 * @param label the user's
 */
public record TorrentSnapshot(
        TorrentId id,
        int number,
        String name,
        Path directory,
        TorrentState state,
        String reason,
        long totalBytes,
        long wantedBytes,
        long doneBytes,
        int pieceCount,
        int piecesDone,
        int piecesDurable,
        int checkedPieces,
        long downloadRate,
        long uploadRate,
        long downloadedBytes,
        long uploadedBytes,
        long wastedBytes,
        int peers,
        int seeds,
        int knownPeers,
        Optional<String> label) {}
