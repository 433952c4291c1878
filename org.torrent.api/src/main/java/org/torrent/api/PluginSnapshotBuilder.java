package org.torrent.api;

import java.util.List;
import java.util.Objects;
import org.torrent.model.TorrentId;

/**
 * Makes a {@link PluginSnapshot}: the session does, and whoever tests a program that reads one. Not thread-safe.
 */
public final class PluginSnapshotBuilder {
    private final String name;
    private String kind = "full";
    private List<Integer> ids = List.of();
    private String bundle = "";
    private String version = "";
    private PluginSnapshot.State state = PluginSnapshot.State.ACTIVE;
    private String reason = "";
    private String target = "";
    private List<TorrentId> disabledFor = List.of();
    private long calls;
    private long errors;
    private long dropped;
    private long timeNanos;
    private List<String> extensions = List.of();
    private List<String> services = List.of();
    private long serviceId = -1;
    private List<String> hooks = List.of();
    private long p50Nanos;
    private long p99Nanos;
    private long maxNanos;
    private String lastError = "";
    private long lastErrorMillis;
    private String lastStack = "";
    private String call = "";
    private int waitingCalls;
    private int waitingResults;

    private PluginSnapshotBuilder(String name) {
        this.name = Objects.requireNonNull(name);
    }

    /** A plugin that was not called yet: a full one, active, without a bundle. */
    public static PluginSnapshotBuilder of(String name) {
        return new PluginSnapshotBuilder(name);
    }

    /** {@link PluginSnapshot#kind}. */
    public PluginSnapshotBuilder kind(String value) {
        kind = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#ids}. */
    public PluginSnapshotBuilder ids(List<Integer> value) {
        ids = List.copyOf(value);
        return this;
    }

    /** {@link PluginSnapshot#bundle}. */
    public PluginSnapshotBuilder bundle(String value) {
        bundle = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#version}. */
    public PluginSnapshotBuilder version(String value) {
        version = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#state}. */
    public PluginSnapshotBuilder state(PluginSnapshot.State value) {
        state = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#reason}. */
    public PluginSnapshotBuilder reason(String value) {
        reason = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#target}. */
    public PluginSnapshotBuilder target(String value) {
        target = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#disabledFor}. */
    public PluginSnapshotBuilder disabledFor(List<TorrentId> value) {
        disabledFor = List.copyOf(value);
        return this;
    }

    /** {@link PluginSnapshot#calls}. */
    public PluginSnapshotBuilder calls(long value) {
        calls = value;
        return this;
    }

    /** {@link PluginSnapshot#errors}. */
    public PluginSnapshotBuilder errors(long value) {
        errors = value;
        return this;
    }

    /** {@link PluginSnapshot#dropped}. */
    public PluginSnapshotBuilder dropped(long value) {
        dropped = value;
        return this;
    }

    /** {@link PluginSnapshot#timeNanos}. */
    public PluginSnapshotBuilder timeNanos(long value) {
        timeNanos = value;
        return this;
    }

    /** {@link PluginSnapshot#extensions}. */
    public PluginSnapshotBuilder extensions(List<String> value) {
        extensions = List.copyOf(value);
        return this;
    }

    /** {@link PluginSnapshot#services}. */
    public PluginSnapshotBuilder services(List<String> value) {
        services = List.copyOf(value);
        return this;
    }

    /** {@link PluginSnapshot#serviceId}. */
    public PluginSnapshotBuilder serviceId(long value) {
        serviceId = value;
        return this;
    }

    /** {@link PluginSnapshot#hooks}. */
    public PluginSnapshotBuilder hooks(List<String> value) {
        hooks = List.copyOf(value);
        return this;
    }

    /** {@link PluginSnapshot#p50Nanos}. */
    public PluginSnapshotBuilder p50Nanos(long value) {
        p50Nanos = value;
        return this;
    }

    /** {@link PluginSnapshot#p99Nanos}. */
    public PluginSnapshotBuilder p99Nanos(long value) {
        p99Nanos = value;
        return this;
    }

    /** {@link PluginSnapshot#maxNanos}. */
    public PluginSnapshotBuilder maxNanos(long value) {
        maxNanos = value;
        return this;
    }

    /** {@link PluginSnapshot#lastError}. */
    public PluginSnapshotBuilder lastError(String value) {
        lastError = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#lastErrorMillis}. */
    public PluginSnapshotBuilder lastErrorMillis(long value) {
        lastErrorMillis = value;
        return this;
    }

    /** {@link PluginSnapshot#lastStack}. */
    public PluginSnapshotBuilder lastStack(String value) {
        lastStack = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#call}. */
    public PluginSnapshotBuilder call(String value) {
        call = Objects.requireNonNull(value);
        return this;
    }

    /** {@link PluginSnapshot#waitingCalls}. */
    public PluginSnapshotBuilder waitingCalls(int value) {
        waitingCalls = value;
        return this;
    }

    /** {@link PluginSnapshot#waitingResults}. */
    public PluginSnapshotBuilder waitingResults(int value) {
        waitingResults = value;
        return this;
    }

    /** The snapshot; the builder may go on. */
    public PluginSnapshot build() {
        return new Values(
                name,
                kind,
                ids,
                bundle,
                version,
                state,
                reason,
                target,
                disabledFor,
                calls,
                errors,
                dropped,
                timeNanos,
                extensions,
                services,
                serviceId,
                hooks,
                p50Nanos,
                p99Nanos,
                maxNanos,
                lastError,
                lastErrorMillis,
                lastStack,
                call,
                waitingCalls,
                waitingResults);
    }

    private record Values(
            String name,
            String kind,
            List<Integer> ids,
            String bundle,
            String version,
            PluginSnapshot.State state,
            String reason,
            String target,
            List<TorrentId> disabledFor,
            long calls,
            long errors,
            long dropped,
            long timeNanos,
            List<String> extensions,
            List<String> services,
            long serviceId,
            List<String> hooks,
            long p50Nanos,
            long p99Nanos,
            long maxNanos,
            String lastError,
            long lastErrorMillis,
            String lastStack,
            String call,
            int waitingCalls,
            int waitingResults)
            implements PluginSnapshot {}
}
