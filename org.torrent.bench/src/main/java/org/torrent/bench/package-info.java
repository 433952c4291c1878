/** What is measured by JMH. */
package org.torrent.bench;
