/** Who signed a jar, and whose jars may run. */
package org.torrent.deploy.trust;
