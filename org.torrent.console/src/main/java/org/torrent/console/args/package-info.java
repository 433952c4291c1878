/** Arguments that the command line and the console commands have in common, and how their errors are told. */
package org.torrent.console.args;
