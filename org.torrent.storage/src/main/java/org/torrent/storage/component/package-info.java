/** Wiring: the Declarative Services component, its configuration. */
package org.torrent.storage.component;
