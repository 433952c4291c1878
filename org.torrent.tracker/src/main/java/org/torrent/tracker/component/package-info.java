/** Declarative Services wiring of the trackers. */
package org.torrent.tracker.component;
