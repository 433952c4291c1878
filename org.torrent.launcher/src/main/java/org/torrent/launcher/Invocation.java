package org.torrent.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line as far as it must be known before the framework starts: which command, where it listens and which
 * job it is. The console bundle parses all of it again, properly, and says what is wrong with it.
 */
record Invocation(List<String> arguments) {
    private static final Set<String> FLAGS = Set.of("--seed", "--json", "--help", "-h", "--version", "-V");

    /** The first argument; {@code console} when there is none or when it is an option of the interactive runtime. */
    String command() {
        if (arguments.isEmpty()) {
            return "console";
        }
        String first = arguments.get(0);
        return first.startsWith("-") && !FLAGS.contains(first) ? "console" : first;
    }

    /** Commands that have a state of their own which the next run of the same command resumes from. */
    boolean isJob() {
        return command().equals("get") || command().equals("seed");
    }

    /** The commands that work on the one session of {@code TORRENT_HOME}. */
    boolean isSession() {
        return command().equals("console") || command().equals("daemon");
    }

    /** Whether ending by a signal is this command's ordinary end. */
    boolean runsUntilStopped() {
        return isSession() || command().equals("seed");
    }

    /** The value of the last {@code --name VALUE} or {@code --name=VALUE}. */
    Optional<String> option(String name) {
        String found = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(name) && i + 1 < arguments.size()) {
                found = arguments.get(++i);
            } else if (argument.startsWith(name + "=")) {
                found = argument.substring(name.length() + 1);
            }
        }
        return Optional.ofNullable(found);
    }

    /** What follows the command and is neither an option nor the value of one. */
    List<String> sources() {
        List<String> sources = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                sources.add(argument);
            } else if (!argument.contains("=") && !FLAGS.contains(argument)) {
                i++;
            }
        }
        return sources;
    }
}
