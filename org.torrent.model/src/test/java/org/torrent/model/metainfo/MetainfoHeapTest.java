package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A .torrent needs at most four times its size in heap: read in a JVM that has little more than that. */
class MetainfoHeapTest {
    private static final int FILES = 370_000;
    private static final int JVM_MEGABYTES = 6;

    @Test
    void parse_whenATorrentOf10MegabytesHas370000Files_shouldFitFourTimesItsSize(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("many.torrent"), manyFiles());
        long heapMegabytes = 4 * Files.size(file) / 1_000_000 + JVM_MEGABYTES;
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo(Integer.toString(FILES));
    }

    private static byte[] manyFiles() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "d4:infod5:filesl");
        for (int i = 0; i < FILES; i++) {
            String name = Integer.toString(i, 36);
            write(out, "d6:lengthi0e4:pathl" + name.length() + ":" + name + "ee");
        }
        write(out, "e4:name1:n12:piece lengthi1e6:pieces0:ee");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The program of the small JVM. */
    static final class Reader {
        private Reader() {}

        /** Prints the number of files of the torrent that is named by the first argument. */
        public static void main(String[] arguments) throws IOException, MetainfoException {
            Metainfo torrent = MetainfoParser.parse(Files.readAllBytes(Path.of(arguments[0])));
            System.out.println(torrent.files().size());
        }
    }
}
