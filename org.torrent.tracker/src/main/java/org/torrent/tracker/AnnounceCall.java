package org.torrent.tracker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One announce on a worker thread, from URL to outcome. */
final class AnnounceCall {
    private static final Logger LOG = LoggerFactory.getLogger(AnnounceCall.class);

    private final String url;
    private final HttpGet exchange;

    AnnounceCall(String url, HttpGet exchange) {
        this.url = url;
        this.exchange = exchange;
    }

    /** Blocks until there is an outcome; never throws. */
    SearchRuntime.Outcome run() {
        try {
            return new SearchRuntime.Outcome(AnnounceReader.read(exchange.get(url)), null);
        } catch (TrackerException e) {
            return new SearchRuntime.Outcome(null, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("An announce failed in a way that it should not; please report this", e);
            return new SearchRuntime.Outcome(null, "internal error: " + e);
        }
    }

    void cancel(String reason) {
        exchange.cancel(reason);
    }
}
