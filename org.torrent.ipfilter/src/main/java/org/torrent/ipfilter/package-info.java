/** Ranges of addresses that are not talked to: read, kept small, looked up fast. */
package org.torrent.ipfilter;
