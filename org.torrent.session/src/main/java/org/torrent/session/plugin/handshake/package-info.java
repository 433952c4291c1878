/** The extension handshake (BEP 10) of one connection, both ways: what we offer and repeat, what they said. */
package org.torrent.session.plugin.handshake;
