package org.torrent.options;

/**
 * What follows a command beside flags.
 *
 * @param label how help names it
 * @param meaning what it is, for help
 * @param repeatable whether there may be several; at least one is needed
 */
public record Operand(String label, String meaning, boolean repeatable) {}
