/** One HTTP exchange as text and rules: what is asked, how answers are read, where redirects may lead. No sockets. */
package org.torrent.http;
