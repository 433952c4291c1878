package org.torrent.tracker.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.DictionaryWalk;
import org.torrent.model.bencode.TokenKind;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.NetworkZone;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.Limits;
import org.torrent.tracker.Text;
import org.torrent.tracker.TrackerException;

/** Reads the answer to an announce token by token (BEP 3, 7, 23). */
final class AnnounceReader {
    private static final BencodeLimits LIMITS = BencodeLimits.MESSAGE.withMaxBytes(Limits.ANSWER_BYTES);

    private static final int RETRY_BYTES = 16;

    private static final String[] KEYS = {
        "peers",
        "peers6",
        "failure reason",
        "retry in",
        "warning message",
        "tracker id",
        "interval",
        "min interval",
        "complete",
        "incomplete"
    };

    private final BencodeTokens tokens;
    private final PeerListReader peers = new PeerListReader();
    private long interval = -1;
    private long minInterval = -1;
    private long seeds = -1;
    private long leechers = -1;
    private byte[] trackerId = {};
    private String warning;
    private String failure;
    private long retryNanos;

    private AnnounceReader(BencodeTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The answer.
     *
     * @throws TrackerException when it is malformed or tells of a failure
     */
    static AnnounceAnswer read(HttpResponse answer) throws TrackerException {
        AnnounceReader reader = tryRead(answer);
        if (reader.failure != null) {
            throw TrackerException.refusal("the tracker refuses: " + reader.failure, reader.retryNanos);
        }
        return reader.answer(answer.zone() != NetworkZone.OPEN);
    }

    private static AnnounceReader tryRead(HttpResponse answer) throws TrackerException {
        boolean fine = answer.status() == 200;
        try {
            AnnounceReader reader = new AnnounceReader(BencodeTokens.of(answer.body(), LIMITS));
            reader.readAll();
            if (fine || reader.failure != null) {
                return reader;
            }
        } catch (BencodeException | TrackerException e) {
            if (fine) {
                throw new TrackerException("the answer is not a tracker's: " + e.getMessage(), e);
            }
        }
        throw new TrackerException(Text.clean("answers with HTTP status " + answer.status() + " " + answer.reason()));
    }

    private void readAll() throws BencodeException, TrackerException {
        if (tokens.next() != TokenKind.DICTIONARY) {
            throw new TrackerException("it is not a dictionary");
        }
        DictionaryWalk answer = new DictionaryWalk(tokens, KEYS);
        for (String key = answer.nextKey(); key != null; key = answer.nextKey()) {
            readField(key);
        }
    }

    private void readField(String key) throws BencodeException {
        switch (key) {
            case "peers" -> readPeers(4);
            case "peers6" -> readPeers(16);
            case "failure reason" ->
                failure = text().map(text -> text.isEmpty() ? "it gives no reason" : text)
                        .orElse(null);
            case "retry in" -> retryNanos = retry();
            case "warning message" ->
                warning = text().filter(text -> !text.isEmpty()).orElse(null);
            case "tracker id" -> readTrackerId();
            case "interval" -> interval = number();
            case "min interval" -> minInterval = number();
            case "complete" -> seeds = number();
            default -> leechers = number();
        }
    }

    private void readPeers(int addressBytes) throws BencodeException {
        tokens.next();
        peers.read(tokens, addressBytes);
    }

    /** The next value; -1 when it is no number or negative. */
    private long number() throws BencodeException {
        if (tokens.next() != TokenKind.INTEGER) {
            tokens.skip();
            return -1;
        }
        return Math.max(-1, tokens.integer());
    }

    /** Minutes, as a number or as text, or "never" (BEP 31); 0 for anything else. */
    private long retry() throws BencodeException {
        if (tokens.next() == TokenKind.INTEGER) {
            return minutes(tokens.integer());
        }
        if (tokens.kind() != TokenKind.STRING || tokens.contentLength() > RETRY_BYTES) {
            tokens.skip();
            return 0;
        }
        String text = new String(tokens.content(), StandardCharsets.US_ASCII).strip();
        if (text.equals("never")) {
            return Long.MAX_VALUE;
        }
        return text.matches("[0-9]{1,9}") ? minutes(Long.parseLong(text)) : 0;
    }

    private static long minutes(long count) {
        long most = TimeUnit.SECONDS.toMinutes(Limits.MAX_INTERVAL_SECONDS);
        return TimeUnit.MINUTES.toNanos(Math.max(0, Math.min(count, most)));
    }

    private Optional<String> text() throws BencodeException {
        if (tokens.next() != TokenKind.STRING) {
            tokens.skip();
            return Optional.empty();
        }
        return Optional.of(Text.clean(new String(tokens.content(), StandardCharsets.UTF_8)));
    }

    private void readTrackerId() throws BencodeException {
        if (tokens.next() == TokenKind.STRING && tokens.contentLength() <= Limits.TRACKER_ID_BYTES) {
            trackerId = tokens.content();
        } else {
            tokens.skip();
        }
    }

    private AnnounceAnswer answer(boolean local) {
        return new AnnounceAnswer(
                interval,
                minInterval,
                count(seeds),
                count(leechers),
                trackerId,
                Optional.ofNullable(warning),
                peers.peers(),
                local);
    }

    private static int count(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
