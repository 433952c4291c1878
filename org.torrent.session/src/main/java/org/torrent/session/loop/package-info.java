/** The shipped clock and threads behind the runtime ports. */
package org.torrent.session.loop;
