/** Declarative Services wiring of the filter. */
package org.torrent.ipfilter.component;
