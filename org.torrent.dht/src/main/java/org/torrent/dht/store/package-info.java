/** What other nodes keep here: peers and items, and the tokens that permit it (BEP 5, 33, 44). Pure. */
package org.torrent.dht.store;
