/** A full plugin that shows what happens on connections, and says hello by a message of its own. */
package org.torrent.example.peermonitor;
