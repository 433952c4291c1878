/** What every part of a torrent stands on: who it is, what it was lent, where its alerts go, its limits. */
package org.torrent.session.context;
