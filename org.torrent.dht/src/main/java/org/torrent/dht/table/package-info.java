/** The routing table (BEP 5). Pure. */
package org.torrent.dht.table;
