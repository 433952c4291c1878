package org.torrent.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.torrent.model.UrlText;

/** User name and password of a URL as a Basic authorization (RFC 7617). */
final class Credentials {
    private Credentials() {}

    /** The value of the header, if the URL names a user. */
    static Optional<String> basic(String url) {
        String userInfo = UrlText.userInfo(url);
        if (userInfo.isEmpty()) {
            return Optional.empty();
        }
        String both = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(unescape(both)));
    }

    private static byte[] unescape(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = bytes[i] == '%'
                    && i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (escape) {
                out.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toByteArray();
    }
}
