/** What every transport must do, written against the port alone. */
package org.torrent.wire.conformance;
