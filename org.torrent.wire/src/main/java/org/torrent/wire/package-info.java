/** Component and configuration of the TCP transport. Nothing here is API. */
package org.torrent.wire;
