package org.torrent.tracker.http;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import org.torrent.fuzz.Check;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.NetworkZone;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;

/** Answers of HTTP trackers. */
public final class AnnounceFuzz {
    private AnnounceFuzz() {}

    /** The first byte chooses the status; what is understood is bounded and can be dialled. */
    public static void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int status = (input[0] & 1) == 0 ? 200 : 404;
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        AnnounceAnswer answer;
        try {
            answer = AnnounceReader.read(
                    new HttpResponse("http://tracker.example/", status, "", Map.of(), body, NetworkZone.OPEN));
        } catch (TrackerException e) {
            Check.isOneLine(e);
            return;
        }
        Check.that(answer.peers().size() <= Limits.PEERS, "too many peers");
        for (InetSocketAddress peer : answer.peers()) {
            Check.that(!peer.isUnresolved() && peer.getPort() > 0, "a peer that can't be dialled");
        }
        Check.that(answer.trackerId().length <= Limits.TRACKER_ID_BYTES, "the tracker's id is too long");
        Check.that(answer.intervalSeconds() >= -1 && answer.minIntervalSeconds() >= -1, "the interval");
        Check.that(answer.seeds() >= -1 && answer.leechers() >= -1, "the counts");
        answer.warning().ifPresent(text -> Check.that(text.chars().noneMatch(Character::isISOControl), "the warning"));
    }
}
