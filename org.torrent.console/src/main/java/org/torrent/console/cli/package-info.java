/** The command line: {@code get}, {@code seed}, {@code create}, {@code demo}, {@code daemon} and the console. */
package org.torrent.console.cli;
