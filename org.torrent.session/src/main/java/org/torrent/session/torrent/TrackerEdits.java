package org.torrent.session.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.torrent.model.Limits;
import org.torrent.model.UrlText;
import org.torrent.session.context.TorrentFacts;

/** What the user does to a torrent's trackers. On the torrent's loop. */
final class TrackerEdits {
    private final TorrentFacts facts;
    private final Runnable trackersChanged;

    TrackerEdits(TorrentFacts facts, Runnable trackersChanged) {
        this.facts = facts;
        this.trackersChanged = trackersChanged;
    }

    /** One more, in a tier of its own behind all others. */
    CompletionStage<Void> add(String url) {
        return perform(() -> {
            List<List<String>> tiers = copy();
            tiers.add(new ArrayList<>(List.of(checked(url))));
            return tiers;
        });
    }

    /** One less. */
    CompletionStage<Void> remove(String url) {
        return perform(() -> {
            String known = known(url);
            List<List<String>> tiers = copy();
            tiers.forEach(tier -> tier.remove(known));
            facts.learned().forget(known);
            return tiers;
        });
    }

    /** One instead of another, in its place. */
    CompletionStage<Void> edit(String url, String newUrl) {
        return perform(() -> {
            String known = known(url);
            String next = checked(newUrl);
            List<List<String>> tiers = copy();
            tiers.forEach(tier -> tier.replaceAll(one -> one.equals(known) ? next : one));
            if (facts.learned().forget(known)) {
                tiers.add(new ArrayList<>(List.of(next)));
            }
            return tiers;
        });
    }

    private interface Edit {
        List<List<String>> tiers() throws RefusedEdit;
    }

    private CompletionStage<Void> perform(Edit edit) {
        try {
            facts.namedTrackers(edit.tiers());
            trackersChanged.run();
            return CompletableFuture.completedFuture(null);
        } catch (RefusedEdit e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<List<String>> copy() {
        List<List<String>> copy = new ArrayList<>();
        facts.namedTrackers().forEach(tier -> copy.add(new ArrayList<>(tier)));
        return copy;
    }

    private String checked(String url) throws RefusedEdit {
        String text = url.strip();
        if (!text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.+")) {
            throw new RefusedEdit("'" + UrlText.shown(text) + "' is no tracker's URL: write scheme://host/path");
        }
        if (text.length() > Limits.URL_BYTES) {
            throw new RefusedEdit("the URL is longer than " + Limits.URL_BYTES + " bytes");
        }
        if (all().contains(text)) {
            throw new RefusedEdit(UrlText.shown(text) + " is one of its trackers already");
        }
        if (all().size() >= Limits.TRACKERS) {
            throw new RefusedEdit("it has " + Limits.TRACKERS + " trackers, which are as many as there may be");
        }
        return text;
    }

    private List<String> all() {
        return facts.trackers().stream().flatMap(List::stream).toList();
    }

    /** The tracker, by its URL or as that is shown. */
    private String known(String url) throws RefusedEdit {
        Predicate<String> isMeant = one -> one.equals(url) || UrlText.shown(one).equals(url);
        return all().stream()
                .filter(isMeant)
                .findFirst()
                .orElseThrow(
                        () -> new RefusedEdit(UrlText.shown(url) + " is none of its trackers: see torrent:trackers"));
    }
}
