/** The session's snapshots as tables and lines for people; documents for programs are org.torrent.front's. Pure. */
package org.torrent.console.view;
