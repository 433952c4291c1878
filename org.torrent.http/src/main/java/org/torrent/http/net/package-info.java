/** The HTTP port on blocking sockets: exchanges, and the threads they block. */
package org.torrent.http.net;
