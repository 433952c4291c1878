/**
 * The life cycle of a torrent as one pure function: what is wanted, what is there and what happened give the phase and
 * what is to be done. Knows no peers, no files, no threads.
 */
package org.torrent.session.life;
