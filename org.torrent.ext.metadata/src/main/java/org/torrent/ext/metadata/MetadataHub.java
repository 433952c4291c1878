package org.torrent.ext.metadata;

import java.util.Optional;

/** What one connection needs of its torrent's ut_metadata. On the torrent's loop. */
interface MetadataHub {
    /** Size of the metadata in bytes; 0 while it is unknown. */
    int sizeBytes();

    /** The metadata to serve. */
    Optional<byte[]> metadata();

    /** A peer says how large the metadata is; 0 when it has none. */
    void offered(MetadataSource peer, int size);

    /** A piece arrived. */
    void received(MetadataSource peer, MetadataMessage message);

    /** The peer has no such piece, or does not want to give it. */
    void rejected(MetadataSource peer, int piece);

    /** The peer left. */
    void disconnected(MetadataSource peer);
}
