/**
 * HTTP(S) trackers as a peer source (BEP 3, 7, 12, 23). Nothing is exported; see the bundle's README.
 *
 * <p>{@link org.torrent.tracker.TrackerSearch} decides when which tracker is asked, on one timer thread and with time
 * and network behind {@link org.torrent.tracker.SearchRuntime}; {@link org.torrent.tracker.HttpGet} is one request
 * on a worker thread.
 */
package org.torrent.tracker;
