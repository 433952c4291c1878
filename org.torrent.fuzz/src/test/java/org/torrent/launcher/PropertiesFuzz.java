package org.torrent.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.torrent.fuzz.Check;

/** Files of {@code conf/}. */
public final class PropertiesFuzz {
    private static final Path FILE = Path.of("/conf/file.properties");

    private PropertiesFuzz() {}

    /** A file of properties that may name one variable. */
    public static void read(byte[] input) throws IOException {
        Reader reader = new InputStreamReader(new ByteArrayInputStream(input), StandardCharsets.UTF_8.newDecoder());
        try {
            Distribution.configuration(FILE, reader, Map.of("a", "$1\\"))
                    .forEach((name, value) -> Check.that(name != null && value != null, "a property without a value"));
        } catch (LaunchException e) {
            Check.isOneLine(e);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            Check.that(e.getMessage() != null, "no message"); // the launcher names the file
        }
    }
}
