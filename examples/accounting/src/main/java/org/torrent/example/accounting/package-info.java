/** A full plugin that counts, and saves what it counted. */
package org.torrent.example.accounting;
