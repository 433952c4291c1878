/**
 * The algorithms of a torrent: what to ask from whom, whom to serve, whom to dial, whom to blame. Pure: no threads, no
 * I/O, no clock (time is an argument), randomness is injected. Everything belongs to one torrent and is called from
 * that torrent's loop only. A run is repeated exactly by repeating the calls with the same random seed.
 */
package org.torrent.session.core;
