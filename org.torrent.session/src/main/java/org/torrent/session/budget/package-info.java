/**
 * What the whole session may use, in sum and per address: connections, unchoke slots, bytes that wait, heap that peers
 * make us keep. Pure: numbers and time in, decisions out. Every budget follows one of three patterns:
 *
 * <ul>
 *   <li><b>lease</b> ({@link org.torrent.session.budget.ConnectionBudget}): taken where a thing begins, given back
 *       exactly once where it ends, on any thread;
 *   <li><b>account</b> ({@link org.torrent.session.budget.PendingBytes}, {@link
 *       org.torrent.session.budget.RetainedHeap}): a size that one owner changes and that counts in one sum;
 *   <li><b>share</b> ({@link org.torrent.session.budget.LoopShares}): the session loop divides a whole among the torrent
 *       loops each second, each loop divides its share among its torrents; messages, no locks.
 * </ul>
 *
 * <p>The buffer pool is a budget of its own, see {@code session.buffer}. What is written and not forced yet is bounded by
 * the storage for all torrents together; the session only sees its pressure.
 */
package org.torrent.session.budget;
