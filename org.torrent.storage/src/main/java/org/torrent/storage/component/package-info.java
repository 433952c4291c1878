/** Wiring: the Declarative Services component, its configuration, the shipped threads. */
package org.torrent.storage.component;
