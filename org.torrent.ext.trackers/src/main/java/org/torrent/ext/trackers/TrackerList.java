package org.torrent.ext.trackers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.torrent.ext.api.TrackerInfo;

/**
 * The trackers of a torrent that this extension is about, at a moment: those of the torrent itself and those of others
 * that answered; none that is the
 * user's secret, or in the networks of his house.
 *
 * @param all what the digest covers (BEP 28)
 * @param answered what peers are told
 */
record TrackerList(List<String> all, List<String> answered) {
    /** Takes copies. */
    TrackerList {
        all = List.copyOf(all);
        answered = List.copyOf(answered);
    }

    static TrackerList of(List<TrackerInfo> trackers) {
        List<TrackerInfo> known = trackers.stream()
                .filter(tracker -> tracker.answered() || tracker.source().equals("torrent"))
                .filter(tracker -> !tracker.local() && TrackerUrls.tellable(tracker.url()))
                .limit(TrackersLimits.TOLD)
                .toList();
        return new TrackerList(
                known.stream().map(TrackerInfo::url).toList(),
                known.stream()
                        .filter(TrackerInfo::answered)
                        .map(TrackerInfo::url)
                        .toList());
    }

    /** SHA-1 of the sorted list: peers with the same one need not tell each other anything. 20 bytes. */
    byte[] digest() {
        MessageDigest sha1 = Digests.sha1();
        all.stream()
                .map(TrackerUrls::normal)
                .sorted()
                .forEach(url -> sha1.update(url.getBytes(StandardCharsets.US_ASCII)));
        return sha1.digest();
    }
}
