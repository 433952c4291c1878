/** A full plugin that decides: requests of some clients are not answered, and everybody sees which. */
package org.torrent.example.clientpolicy;
