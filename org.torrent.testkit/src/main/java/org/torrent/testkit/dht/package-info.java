/** Networks of shipped DHT nodes on a simulated network, replayed from a seed. */
package org.torrent.testkit.dht;
