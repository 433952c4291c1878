/** The bounds of the DHT node; what they bound is in the packages below. */
package org.torrent.dht;
