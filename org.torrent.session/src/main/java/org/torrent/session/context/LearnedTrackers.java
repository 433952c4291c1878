package org.torrent.session.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.model.UrlText;

/** What is learned of trackers while the session runs: those that plugins tell of, and which ones answered. Any thread. */
public final class LearnedTrackers {
    private final Set<String> answered = ConcurrentHashMap.newKeySet(); // as they are shown
    private final Set<String> local =
            ConcurrentHashMap.newKeySet(); // of those, which are in the networks of this house
    private volatile Map<String, String> sources = Map.of(); // by URL, in order; who told of it

    /** One more; false when there are enough. On the torrent's loop. */
    public boolean add(String url, String source) {
        if (sources.size() >= TorrentLimits.LEARNED_TRACKERS || sources.containsKey(url)) {
            return false;
        }
        Map<String, String> more = new LinkedHashMap<>(sources);
        more.put(url, source);
        sources = more;
        return true;
    }

    /** The user does not want it; tells whether it was there. On the torrent's loop. */
    public boolean forget(String url) {
        Map<String, String> less = new LinkedHashMap<>(sources);
        boolean was = less.remove(url) != null;
        sources = less;
        return was;
    }

    /** Each a tier of its own. */
    List<List<String>> tiers() {
        return sources.keySet().stream().map(List::of).toList();
    }

    String sourceOf(String url) {
        return sources.getOrDefault(url, "");
    }

    /** An announce succeeded. */
    public void answered(String shown) {
        answered.add(shown);
    }

    /** It is in the networks of this house. */
    public void isLocal(String shown) {
        local.add(shown);
    }

    /** Whether it once was. */
    public boolean wasLocal(String url) {
        return local.contains(UrlText.shown(url));
    }

    /** Whether one ever did. */
    public boolean hasAnswered(String url) {
        return answered.contains(UrlText.shown(url));
    }
}
