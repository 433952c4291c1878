/** Begins projects of plugins, of the templates in the author's kit. */
package org.torrent.console.author;
