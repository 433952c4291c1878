package org.torrent.runtime.configuration;

/**
 * A value that makes no sense.
 *
 * @param pid whose configuration it is in
 * @param key its name there
 * @param reason what is wrong with it, and what is used in its place; for people
 */
public record WrongValue(String pid, String key, String reason) {
    /** One line that names all of it. */
    @Override
    public String toString() {
        return "configuration " + pid + ", " + key + ": " + reason;
    }
}
