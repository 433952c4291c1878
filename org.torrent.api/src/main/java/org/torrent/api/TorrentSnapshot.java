package org.torrent.api;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.TorrentId;

/**
 * A torrent at one moment. Sizes in bytes, rates in bytes per second of payload. Immutable: every method may be called on
 * any thread and throws nothing.
 */
@ProviderType
public interface TorrentSnapshot {
    /** Which torrent it is. */
    TorrentId id();

    /** Its number in the session, from 1. */
    int number();

    /** The torrent's name, or the magnet's, or the info hash. */
    String name();

    /** Where its content goes. */
    Path directory();

    /** What it is doing. */
    TorrentState state();

    /** Why it is in error or waits; empty otherwise. */
    String reason();

    /** Length of all files, -1 while unknown. */
    long totalBytes();

    /** Length of the wanted files, -1 while unknown. */
    long wantedBytes();

    /** Verified bytes of wanted files. */
    long doneBytes();

    /** Number of pieces, -1 while unknown. */
    int pieceCount();

    /** Verified pieces. */
    int piecesDone();

    /** Pieces that survive a power cut. */
    int piecesDurable();

    /** Pieces hashed by the current check. */
    int checkedPieces();

    /** Payload in. */
    long downloadRate();

    /** Payload out. */
    long uploadRate();

    /** Payload received since the start. */
    long downloadedBytes();

    /** Payload sent since the start. */
    long uploadedBytes();

    /** Payload that failed its hash or came twice. */
    long wastedBytes();

    /** Connections. */
    int peers();

    /** Connections to peers that have everything. */
    int seeds();

    /** Peers in the list. */
    int knownPeers();

    /** The user's label. */
    Optional<String> label();
}
