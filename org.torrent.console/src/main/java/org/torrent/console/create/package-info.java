/** Makes .torrent files, for the command line and for the console. */
package org.torrent.console.create;
