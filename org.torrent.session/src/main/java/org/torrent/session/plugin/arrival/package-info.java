/** How plugins come and go: their constructors, {@code name()} and deactivation on threads that nobody needs, with deadlines. */
package org.torrent.session.plugin.arrival;
