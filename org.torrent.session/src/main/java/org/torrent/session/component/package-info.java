/** Wires the session into an OSGi framework by Declarative Services; no logic. */
package org.torrent.session.component;
