package org.torrent.model.bencode;

/** Walks bencode token by token without building anything (BEP 3). */
public final class BencodeTokens {
    private BencodeTokens() {}
}
