/** Declarative Services wiring of the DHT. */
package org.torrent.dht.component;
