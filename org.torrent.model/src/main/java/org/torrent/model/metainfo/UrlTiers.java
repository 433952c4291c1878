package org.torrent.model.metainfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrent.model.Limits;
import org.torrent.model.UrlText;

/** Lists of URLs, each URL once, within a bound; what cannot be a URL is left out with a warning. */
final class UrlTiers {
    private final String what;
    private final int max;
    private final Warnings warnings;
    private final List<List<String>> tiers = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private boolean full;

    UrlTiers(String what, int max, Warnings warnings) {
        this.what = what;
        this.max = max;
        this.warnings = warnings;
    }

    /** Whether another URL could be taken when some wait to be added. */
    boolean hasRoom(int waiting) {
        if (known.size() + waiting < max) {
            return true;
        }
        if (!full) {
            full = true;
            warnings.add("more than " + max + " " + what + "s: the rest was left out");
        }
        return false;
    }

    void addTier(List<String> urls) {
        List<String> tier = new ArrayList<>();
        for (String url : urls) {
            add(url.strip(), tier);
        }
        if (!tier.isEmpty()) {
            tiers.add(tier);
        }
    }

    private void add(String url, List<String> tier) {
        if (url.isEmpty() || known.contains(url) || !hasRoom(0)) {
            return;
        }
        if (url.getBytes(StandardCharsets.UTF_8).length > Limits.URL_BYTES
                || url.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            warnings.add(
                    "the " + what + " " + Text.quote(UrlText.withoutUserInfo(url)) + " is not a URL and was left out");
            return;
        }
        known.add(url);
        tier.add(url);
    }

    boolean isEmpty() {
        return tiers.isEmpty();
    }

    List<List<String>> tiers() {
        return tiers;
    }
}
