/** Makes what authors of plugins get: a Maven repository with the API, the test kit and the archetypes. Part of the build. */
package org.torrent.author;
