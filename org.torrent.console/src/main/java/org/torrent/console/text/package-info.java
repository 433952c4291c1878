/** Text for people and programs: safe, aligned, humanised, JSON. Pure. */
package org.torrent.console.text;
