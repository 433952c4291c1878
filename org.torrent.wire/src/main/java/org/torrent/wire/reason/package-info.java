/** What went wrong, in one line for people. */
package org.torrent.wire.reason;
