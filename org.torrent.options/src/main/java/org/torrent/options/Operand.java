package org.torrent.options;

import java.util.List;

/**
 * What follows a command beside flags.
 *
 * @param label how help names it; one of several words stands for as many operands
 * @param meaning what it is, for help
 * @param repeatable whether there may be several; at least one is needed
 */
public record Operand(String label, String meaning, boolean repeatable) {
    /** How help names each of them. */
    public List<String> words() {
        return List.of(label.split(" "));
    }
}
