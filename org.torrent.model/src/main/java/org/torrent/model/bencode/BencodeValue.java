package org.torrent.model.bencode;

/** One of bencode's four kinds of value (BEP 3). Immutable. */
public sealed interface BencodeValue permits BencodeString, BencodeInteger, BencodeList, BencodeDictionary {}
