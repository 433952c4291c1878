/** The console: Gogo commands in scope {@code torrent}, their completion, and the two ways to type them. */
package org.torrent.console.shell;
