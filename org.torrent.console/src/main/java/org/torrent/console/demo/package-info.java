/** {@code torrent demo}: two runtimes, a transfer and a plugin that arrives while it runs. */
package org.torrent.console.demo;
