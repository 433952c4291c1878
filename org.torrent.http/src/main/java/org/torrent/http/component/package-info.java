/** Declarative Services wiring of the HTTP client. */
package org.torrent.http.component;
