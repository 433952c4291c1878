package org.torrent.front.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.torrent.model.magnet.MagnetException;
import org.torrent.model.magnet.MagnetLink;

/** Magnet links (BEP 9). */
final class MagnetSource implements SourceKind {
    private static final String SCHEME = "magnet:";

    @Override
    public boolean accepts(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    public Source open(String text, Duration atMost) throws SourceException {
        try {
            List<String> leftOut = new ArrayList<>();
            return Source.of(MagnetLink.parse(text, leftOut::add)).warnedOf(leftOut);
        } catch (MagnetException e) {
            throw new SourceException("not a usable magnet link: " + e.getMessage());
        }
    }
}
