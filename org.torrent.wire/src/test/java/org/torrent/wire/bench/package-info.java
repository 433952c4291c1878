/** Mains that measure; no tests. */
package org.torrent.wire.bench;
