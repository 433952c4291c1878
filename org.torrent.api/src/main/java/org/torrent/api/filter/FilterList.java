package org.torrent.api.filter;

import java.nio.file.Path;

/**
 * A file with ranges of addresses at one moment.
 *
 * @param file where it is
 * @param ranges ranges taken from it, before those that touch are joined
 * @param skipped lines that are no range
 * @param problem why it, or what is new in it, does not count, and what to do; one line, empty when all is well
 */
public record FilterList(Path file, int ranges, int skipped, String problem) {}
