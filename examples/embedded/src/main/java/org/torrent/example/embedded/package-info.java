/** A program that has a session inside and is no bundle itself. */
package org.torrent.example.embedded;
