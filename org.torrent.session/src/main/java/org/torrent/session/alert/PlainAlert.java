package org.torrent.session.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.api.Alert;

/** A plugin's alert as a plain record within bounds: whoever hears it may keep it, and nothing of the plugin with it. */
final class PlainAlert {
    private PlainAlert() {}

    /** On the plugin's thread: what the details say of themselves is the plugin's code. */
    static Alert of(Alert alert) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (Map.Entry<String, Object> detail : alert.details().entrySet()) {
            if (details.size() == AlertLimits.DETAILS) {
                break;
            }
            details.put(shortened(detail.getKey()), plain(detail.getValue()));
        }
        boolean isShort = alert.what().length() <= AlertLimits.TEXT_CHARS
                && alert.message().length() <= AlertLimits.TEXT_CHARS;
        Alert.Builder builder = isShort
                ? alert.toBuilder()
                : Alert.of(alert.category(), shortened(alert.what()), shortened(alert.message()))
                        .at(alert.wallMillis())
                        .torrent(alert.torrent().orElse(null));
        return builder.details(details).build();
    }

    private static Object plain(Object value) {
        boolean isPlain = value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double;
        return isPlain ? value : shortened(String.valueOf(value));
    }

    private static String shortened(String text) {
        return text.length() <= AlertLimits.TEXT_CHARS ? text : text.substring(0, AlertLimits.TEXT_CHARS);
    }
}
