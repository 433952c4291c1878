/** What a restart believes: the journal, its records, and the group commit that makes pieces durable. */
package org.torrent.storage.journal;
