package org.torrent.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrent.model.TorrentId;

/**
 * Something happened. Immutable: every method may be called on any thread and throws nothing.
 *
 * <p>The session's own alerts have a name of {@link AlertType}; plugins make others, with names of their own, and may
 * extend this class.
 */
public class Alert {
    private final AlertCategory category;
    private final String what;
    private final String message;
    private final long wallMillis;
    private final Optional<TorrentId> torrent;
    private final Map<String, Object> details;

    /** For subclasses, which may carry more than the details do: subscribers other than the plugin get a plain alert. */
    protected Alert(Builder builder) {
        this.category = builder.category;
        this.what = builder.what;
        this.message = builder.message;
        this.wallMillis = builder.wallMillis;
        this.torrent = Optional.ofNullable(builder.torrent);
        this.details = Map.copyOf(builder.details);
        assert isDeclared() : "AlertType must declare the details of " + what + ": " + details;
    }

    /** One of the session's, without torrent, time and details. */
    public static Builder of(AlertType type, String message) {
        return new Builder(type.category(), type.what(), message);
    }

    /**
     * One of a plugin's own, without torrent, time and details.
     *
     * @param what its name, with a prefix that tells whose it is, such as {@code peer_monitor}
     * @throws IllegalArgumentException when the name is one of {@link AlertType}
     */
    public static Builder of(AlertCategory category, String what, String message) {
        if (AlertType.named(what).isPresent()) {
            throw new IllegalArgumentException(what + " is the session's: give its AlertType");
        }
        return new Builder(category, what, message);
    }

    /** Starts with what this one says; {@link Builder#build} makes a plain alert, also of a subclass. */
    public final Builder toBuilder() {
        return new Builder(category, what, message)
                .at(wallMillis)
                .torrent(torrent.orElse(null))
                .details(details);
    }

    /** Which kind of thing. */
    public final AlertCategory category() {
        return category;
    }

    /** Its name: of an {@link AlertType}, or a plugin's own. */
    public final String what() {
        return what;
    }

    /** Whether it has that type's name. */
    public final boolean is(AlertType type) {
        return what.equals(type.what());
    }

    /** One line for people; its wording may change. */
    public final String message() {
        return message;
    }

    /** When, in milliseconds since 1970; 0 until it is posted. */
    public final long wallMillis() {
        return wallMillis;
    }

    /** The torrent it is about. */
    public final Optional<TorrentId> torrent() {
        return torrent;
    }

    /** Further facts by name, as they appear in JSON: strings, numbers and booleans. Unmodifiable. */
    public final Map<String, Object> details() {
        return details;
    }

    @Override
    public String toString() {
        return what + ": " + message;
    }

    private boolean isDeclared() {
        return AlertType.named(what)
                .map(type -> details.entrySet().stream().allMatch(detail -> isDeclared(type, detail)))
                .orElse(true);
    }

    private static boolean isDeclared(AlertType type, Map.Entry<String, Object> detail) {
        return detail.getKey().equals(AlertDetail.ALERTS_DROPPED_BEFORE.key())
                || type.details().stream()
                        .anyMatch(known -> known.key().equals(detail.getKey())
                                && known.type().isInstance(detail.getValue()));
    }

    /** Collects what an alert says. Not thread-safe. */
    public static final class Builder {
        private final AlertCategory category;
        private final String what;
        private final String message;
        private final Map<String, Object> details = new HashMap<>();
        private long wallMillis;
        private TorrentId torrent;

        private Builder(AlertCategory category, String what, String message) {
            this.category = Objects.requireNonNull(category);
            this.what = Objects.requireNonNull(what);
            this.message = Objects.requireNonNull(message);
        }

        /** Sets when it happened, in milliseconds since 1970; otherwise the session sets when it was posted. */
        public Builder at(long value) {
            wallMillis = value;
            return this;
        }

        /** Sets the torrent it is about; null for none. */
        public Builder torrent(TorrentId value) {
            torrent = value;
            return this;
        }

        /** Adds a fact. */
        public Builder detail(AlertDetail detail, Object value) {
            return detail(detail.key(), value);
        }

        /**
         * Adds a fact under a key of the plugin's own.
         *
         * @param value a string, number or boolean; anything else is shown as its {@code toString}
         */
        public Builder detail(String key, Object value) {
            details.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
            return this;
        }

        /** Replaces all facts. */
        public Builder details(Map<String, ?> value) {
            details.clear();
            value.forEach(this::detail);
            return this;
        }

        /** The alert. */
        public Alert build() {
            return new Alert(this);
        }
    }
}
