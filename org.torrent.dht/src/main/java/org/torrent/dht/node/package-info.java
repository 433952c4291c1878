/** The node: datagrams and time in, datagrams out. Pure. */
package org.torrent.dht.node;
