package org.torrent.dht.node;

/** What a node counted since it began. */
public final class NodeCounts {
    private long received;
    private long malformed;
    private long queries;
    private long overRate;
    private long answers;
    private long sent;
    private long sentBytes;
    private long asked;
    private long timeouts;
    private long unexpected;
    private long outOfReach;
    private long cutAnswers;

    /**
     * The counts.
     *
     * @param received datagrams that came
     * @param malformed that were no messages
     * @param queries questions that came
     * @param overRate of them, not answered: too many of an address or in sum
     * @param answers sent, errors included
     * @param sent datagrams
     * @param sentBytes bytes of them
     * @param asked questions of ours
     * @param timeouts of them, without an answer
     * @param unexpected answers to no question of ours
     * @param outOfReach datagrams not sent: nobody may be asked there
     * @param cutAnswers answers that left something out to be short enough
     */
    public record Snapshot(
            long received,
            long malformed,
            long queries,
            long overRate,
            long answers,
            long sent,
            long sentBytes,
            long asked,
            long timeouts,
            long unexpected,
            long outOfReach,
            long cutAnswers) {}

    Snapshot snapshot() {
        return new Snapshot(
                received,
                malformed,
                queries,
                overRate,
                answers,
                sent,
                sentBytes,
                asked,
                timeouts,
                unexpected,
                outOfReach,
                cutAnswers);
    }

    void received() {
        received++;
    }

    void malformed() {
        malformed++;
    }

    void query() {
        queries++;
    }

    void overRate() {
        overRate++;
    }

    void answer() {
        answers++;
    }

    void sent(int bytes) {
        sent++;
        sentBytes += bytes;
    }

    void asked() {
        asked++;
    }

    void timeout() {
        timeouts++;
    }

    void unexpected() {
        unexpected++;
    }

    void outOfReach() {
        outOfReach++;
    }

    void cut() {
        cutAnswers++;
    }
}
