/** What the command line and the console commands share: failures, exit statuses, limits and the way to the session. */
package org.torrent.console;
