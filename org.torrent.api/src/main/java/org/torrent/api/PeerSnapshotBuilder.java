package org.torrent.api;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/**
 * Makes a {@link PeerSnapshot}: the session does, and whoever tests a program that reads one. Not thread-safe.
 */
public final class PeerSnapshotBuilder {
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private String client = "";
    private boolean outgoing;
    private boolean amChoking = true;
    private boolean amInterested;
    private boolean peerChoking = true;
    private boolean peerInterested;
    private boolean fast;
    private boolean extended;
    private int piecesHad;
    private int source;
    private long downloadRate;
    private long uploadRate;
    private long downloadedBytes;
    private long uploadedBytes;
    private int outstandingRequests;
    private int queuedRequests;
    private List<String> extensions = List.of();

    private PeerSnapshotBuilder(InetSocketAddress remote, InetSocketAddress local) {
        this.remote = Objects.requireNonNull(remote);
        this.local = Objects.requireNonNull(local);
    }

    /** A connection that has carried nothing yet: both sides choke, nobody is interested. */
    public static PeerSnapshotBuilder of(InetSocketAddress remote, InetSocketAddress local) {
        return new PeerSnapshotBuilder(remote, local);
    }

    /** {@link PeerSnapshot#client}. */
    public PeerSnapshotBuilder client(String value) {
        client = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PeerSnapshot#outgoing}. */
    public PeerSnapshotBuilder outgoing(boolean value) {
        outgoing = value;
        return this;
    }

    /** {@link PeerSnapshot#amChoking}. */
    public PeerSnapshotBuilder amChoking(boolean value) {
        amChoking = value;
        return this;
    }

    /** {@link PeerSnapshot#amInterested}. */
    public PeerSnapshotBuilder amInterested(boolean value) {
        amInterested = value;
        return this;
    }

    /** {@link PeerSnapshot#peerChoking}. */
    public PeerSnapshotBuilder peerChoking(boolean value) {
        peerChoking = value;
        return this;
    }

    /** {@link PeerSnapshot#peerInterested}. */
    public PeerSnapshotBuilder peerInterested(boolean value) {
        peerInterested = value;
        return this;
    }

    /** {@link PeerSnapshot#fast}. */
    public PeerSnapshotBuilder fast(boolean value) {
        fast = value;
        return this;
    }

    /** {@link PeerSnapshot#extended}. */
    public PeerSnapshotBuilder extended(boolean value) {
        extended = value;
        return this;
    }

    /** {@link PeerSnapshot#piecesHad}. */
    public PeerSnapshotBuilder piecesHad(int value) {
        piecesHad = value;
        return this;
    }

    /** {@link PeerSnapshot#source}. */
    public PeerSnapshotBuilder source(int value) {
        source = value;
        return this;
    }

    /** {@link PeerSnapshot#downloadRate}. */
    public PeerSnapshotBuilder downloadRate(long value) {
        downloadRate = value;
        return this;
    }

    /** {@link PeerSnapshot#uploadRate}. */
    public PeerSnapshotBuilder uploadRate(long value) {
        uploadRate = value;
        return this;
    }

    /** {@link PeerSnapshot#downloadedBytes}. */
    public PeerSnapshotBuilder downloadedBytes(long value) {
        downloadedBytes = value;
        return this;
    }

    /** {@link PeerSnapshot#uploadedBytes}. */
    public PeerSnapshotBuilder uploadedBytes(long value) {
        uploadedBytes = value;
        return this;
    }

    /** {@link PeerSnapshot#outstandingRequests}. */
    public PeerSnapshotBuilder outstandingRequests(int value) {
        outstandingRequests = value;
        return this;
    }

    /** {@link PeerSnapshot#queuedRequests}. */
    public PeerSnapshotBuilder queuedRequests(int value) {
        queuedRequests = value;
        return this;
    }

    /** {@link PeerSnapshot#extensions}. */
    public PeerSnapshotBuilder extensions(List<String> value) {
        extensions = List.copyOf(value);
        return this;
    }

    /** The snapshot; the builder may go on. */
    public PeerSnapshot build() {
        return new Values(
                remote,
                local,
                client,
                outgoing,
                amChoking,
                amInterested,
                peerChoking,
                peerInterested,
                fast,
                extended,
                piecesHad,
                source,
                downloadRate,
                uploadRate,
                downloadedBytes,
                uploadedBytes,
                outstandingRequests,
                queuedRequests,
                extensions);
    }

    private record Values(
            InetSocketAddress remote,
            InetSocketAddress local,
            String client,
            boolean outgoing,
            boolean amChoking,
            boolean amInterested,
            boolean peerChoking,
            boolean peerInterested,
            boolean fast,
            boolean extended,
            int piecesHad,
            int source,
            long downloadRate,
            long uploadRate,
            long downloadedBytes,
            long uploadedBytes,
            int outstandingRequests,
            int queuedRequests,
            List<String> extensions)
            implements PeerSnapshot {}
}
