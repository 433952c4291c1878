package org.torrent.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * A reader of bytes from outside, and what must hold of it whatever the bytes: the body throws when it does not.
 *
 * @param name names its corpus, and the target of {@code run.sh}
 * @param reads what it reads, for people
 * @param allocatedPerByte bytes that are allocated for each byte of input as a rule; {@link #HEADROOM} times as many may be
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

    /** Jazzer's own hooks allocate too, with each comparison: what it learned is run again without, see Replay. */
    private static final boolean HOOKED = Boolean.getBoolean("fuzz.hooked");

    /** A build fuzzes anew each time: what it fails for must be another order of size, not an input of unusual cost. */
    private static final long HEADROOM = 4;

    private static final long HOOKS_PER_BYTE = 64;
    private static final long HOOKS_AT_LEAST = 8;

    /** Runs the body within its bound of allocation. */
    public void run(byte[] input) throws Exception {
        long perByte = allocatedPerByte * (HOOKED ? HOOKS_PER_BYTE : HEADROOM);
        long atLeast = allocatedAtLeast * (HOOKED ? HOOKS_AT_LEAST : HEADROOM);
        Allocation.within(atLeast + perByte * input.length, () -> body.read(input));
    }
}
