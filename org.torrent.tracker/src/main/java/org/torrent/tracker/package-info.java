/**
 * What trackers of all schemes have in common: tiers, schedule, events, and one torrent's search. How one scheme
 * announces is a {@link org.torrent.tracker.TrackerProtocol} in a package of its own.
 */
package org.torrent.tracker;
