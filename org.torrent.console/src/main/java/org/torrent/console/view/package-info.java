/** The session's snapshots as tables for people and as documents for programs (docs/console-json.md). Pure. */
package org.torrent.console.view;
