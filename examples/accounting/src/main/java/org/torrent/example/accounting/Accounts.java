package org.torrent.example.accounting;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.ext.api.PluginState;

/** Accounts by name, and how they are saved: a line {@code SENT RECEIVED NAME} for each. Any thread. */
final class Accounts {
    /** Who is one too many. */
    static final String OTHERS = "others";

    private static final int VERSION = 1;
    private static final int NAME_CHARS = 60;

    private final Map<String, Account> accounts = new TreeMap<>();

    /** Adds to one, to {@link #OTHERS} when there are that many already. */
    synchronized void add(String name, Account more, int atMost) {
        String plain = name.substring(0, Math.min(name.length(), NAME_CHARS)).replaceAll("\\p{C}", "?");
        boolean isOneTooMany = !accounts.containsKey(plain) && accounts.size() >= atMost;
        accounts.merge(isOneTooMany ? OTHERS : plain, more, Account::plus);
    }

    /** A copy. */
    synchronized Map<String, Account> all() {
        return new TreeMap<>(accounts);
    }

    /** All of them. */
    synchronized PluginState save() {
        StringBuilder lines = new StringBuilder();
        accounts.forEach((name, account) -> lines.append(account.sent())
                .append(' ')
                .append(account.received())
                .append(' ')
                .append(name)
                .append('\n'));
        return new PluginState(VERSION, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when a later version saved it: the state is kept aside and told */
    synchronized void load(PluginState state) {
        if (state.version() > VERSION) {
            throw new IllegalArgumentException("the accounts are of version " + state.version());
        }
        new String(state.data(), StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] parts = line.split(" ", 3);
            accounts.put(parts[2], new Account(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        });
    }
}
