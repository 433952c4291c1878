/** Messages between nodes, ids, addresses as bytes (BEP 5, 32, 42). Pure. */
package org.torrent.dht.krpc;
