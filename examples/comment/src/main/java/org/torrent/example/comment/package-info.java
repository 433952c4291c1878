/** The smallest message extension one can copy. */
package org.torrent.example.comment;
