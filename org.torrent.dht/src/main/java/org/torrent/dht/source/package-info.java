/** The node as a peer source: searches of torrents, what is remembered, what front ends see. */
package org.torrent.dht.source;
