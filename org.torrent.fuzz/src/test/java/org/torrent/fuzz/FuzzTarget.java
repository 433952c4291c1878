package org.torrent.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * A reader of bytes from outside, and what must hold of it whatever the bytes: the body throws when it does not.
 *
 * @param name names its corpus, and the target of {@code run.sh}
 * @param reads what it reads, for people
 * @param allocatedPerByte bytes that may be allocated for each byte of input
 * @param allocatedAtLeast bytes that may be allocated whatever the input
 * @param body reads the input; has no memory of earlier inputs
 */
public record FuzzTarget(String name, String reads, long allocatedPerByte, long allocatedAtLeast, Body body) {
    /** What a target does with an input. */
    @FunctionalInterface
    public interface Body {
        /** Reads; whatever it throws is a finding. */
        void read(byte[] input) throws Exception;
    }

    /** What a target does with text. */
    @FunctionalInterface
    public interface TextBody {
        /** Reads; whatever it throws is a finding. */
        void read(String text) throws Exception;
    }

    /** A body that reads the input as UTF-8. */
    public static Body text(TextBody body) {
        return input -> body.read(new String(input, StandardCharsets.UTF_8));
    }

    /** Jazzer's own hooks allocate too, with each comparison: under it the bound is so many times as large. */
    private static final long SLACK = Long.getLong("fuzz.slack", 1);

    /** Runs the body within its bound of allocation. */
    public void run(byte[] input) throws Exception {
        Allocation.within(SLACK * (allocatedAtLeast + allocatedPerByte * input.length), () -> body.read(input));
    }
}
