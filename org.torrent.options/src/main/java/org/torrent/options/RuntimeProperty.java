package org.torrent.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Properties that no flag sets. The launcher sets those of the first group for the framework, and fills them in where
 * {@code conf/*.properties} say <code>${name}</code>; those of the second are the user's, given to java with {@code -D}.
 */
public enum RuntimeProperty {
    /** Given to java by {@code run/torrent}. */
    DISTRIBUTION("torrent.dist", "the folder that ships"),

    /** Given to java by {@code run/torrent}. */
    CHECKED("torrent.checked", "true: the jars that ship are as they were built"),

    /** From {@link EnvironmentVariable#HOME}. */
    HOME("torrent.home", "the folder of all state"),

    /** A folder in {@link #HOME} or, for commands that remember nothing, in {@link #TEMPORARY}. */
    STATE("torrent.state.dir", "the folder of the state of this run"),

    /** Deleted at the end. */
    TEMPORARY("torrent.temporary", "a temporary folder of this process"),

    /** The demo has one of its own. */
    DEPLOY("torrent.deploy", "the folder that is watched for bundles"),

    /** Names of properties, with commas between them. */
    GIVEN("torrent.given", "the properties that flags of this run set: no configuration overrules them"),

    /** For scripts that change the directory before they start java. */
    WORKING_DIRECTORY(
            "torrent.cwd",
            "the user's: where relative paths start, when that is not the process's directory",
            ValueForm.path("D")),

    /** Set by a bundle that ends the process and says why, else by the launcher when one does; commands say nothing more then. */
    EXIT_STATUS("torrent.exit.status", "what the process ends with, whatever the launcher thinks of it"),

    /** A list of kinds. */
    TRANSPORT(
            "torrent.transport",
            "the user's: kinds of connections that are used, the preferred first, as in utp,tcp",
            new ValueForm("KINDS", "tcp, utp, both, or a list of them as utp,tcp", RuntimeProperty::kinds)),

    /** One for all processes of a user on this machine. */
    USES("torrent.uses.dir", "the user's: where processes tell each other which files they write", ValueForm.path("D")),

    /** BEP 6. */
    FAST("torrent.fast", "the user's: off means that the fast extension is not offered", ValueForm.oneOf("on", "off"));

    private final String key;
    private final String meaning;
    private final ValueForm form;

    RuntimeProperty(String key, String meaning) {
        this(key, meaning, null);
    }

    RuntimeProperty(String key, String meaning, ValueForm form) {
        this.key = key;
        this.meaning = meaning;
        this.form = form;
    }

    private static Optional<String> kinds(String text) {
        List<String> kinds =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        boolean good = kinds.stream().allMatch(kind -> kind.matches("[a-z][a-z0-9-]*"));
        return good ? Optional.of(String.join(",", kinds)) : Optional.empty();
    }

    /** Its name. */
    public String key() {
        return key;
    }

    /** What users may set it to; nothing when it is not theirs to set. */
    public Optional<ValueForm> form() {
        return Optional.ofNullable(form);
    }

    /** What it is for, in words. */
    public String meaning() {
        return meaning;
    }
}
