package org.torrent.author;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code Main VERSION TOP TARGET CLASSPATH}: makes {@code TARGET/kit} of the modules below {@code TOP}. */
public final class Main {
    private Main() {}

    /** Does it. */
    public static void main(String[] arguments) throws IOException {
        List<Path> classPath =
                Stream.of(arguments[3].split(File.pathSeparator)).map(Path::of).toList();
        new Kit(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]), classPath).make();
    }
}
