/** ut_metadata (BEP 9): metadata from and for peers, as a full plugin like any other. */
package org.torrent.ext.metadata;
