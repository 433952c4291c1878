package org.torrent.model.bencode;

/** What {@link BencodeTokens} stands on. */
public enum TokenKind {
    /** A byte string; a dictionary's keys are strings too. */
    STRING,
    /** An integer. */
    INTEGER,
    /** The start of a list; its elements follow. */
    LIST,
    /** The start of a dictionary; its keys and values follow in turn. */
    DICTIONARY,
    /** The end of the innermost list or dictionary. */
    END,
    /** Nothing any more: the value is complete. */
    DONE
}
