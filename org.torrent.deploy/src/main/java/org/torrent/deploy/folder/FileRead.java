package org.torrent.deploy.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.jar.WholeJar;

/**
 * What a file was when it was read.
 *
 * @param jar null when it is no whole bundle
 * @param refusal why not; empty when it is one, or nobody knows
 * @param isFailed whether it could not be read, which may pass
 * @param isChanged whether it changed meanwhile: nothing is known of it
 */
record FileRead(JarFacts jar, String refusal, boolean isFailed, boolean isChanged) {
    private static final FileRead CHANGED = new FileRead(null, "", false, true);
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Takes a private copy of a file that looks like that, and reads the copy. */
    static FileRead of(Path file, Stamp looks, Path copy) {
        FileRead read = read(file, looks, copy);
        if (read.jar() == null) {
            discard(copy);
        }
        return read;
    }

    private static FileRead read(Path file, Stamp looks, Path copy) {
        try {
            if (looks.equals(FolderLook.NO_FILE)) {
                throw new RefusedException("it is no file that can be read");
            }
            if (looks.bytes() > DeployLimits.JAR_BYTES) {
                throw new RefusedException("it has more than " + DeployLimits.JAR_BYTES + " bytes");
            }
            if (copied(file, copy, looks.bytes()) != looks.bytes()
                    || !FolderLook.stamp(file).equals(looks)) {
                return CHANGED; // the next look sees it
            }
            return new FileRead(WholeJar.read(copy), "", false, false);
        } catch (RefusedException e) {
            return new FileRead(null, e.getMessage(), false, false);
        } catch (IOException | RuntimeException | Error e) { // whatever is in it, the others are read
            return failed("it can't be read: " + e);
        }
    }

    /** It could not be read, for that reason. */
    static FileRead failed(String why) {
        return new FileRead(null, new RefusedException(why).getMessage(), true, false);
    }

    /** Copies no more than it should have, and says whether that was all: one byte more if not. */
    private static long copied(Path file, Path copy, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long left = bytes;
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(copy)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                left -= read;
                if (left < 0) {
                    return bytes + 1; // it grew
                }
                out.write(chunk, 0, read);
            }
        }
        return bytes - left;
    }

    /** The copy is of no use. */
    static void discard(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            copy.toFile().deleteOnExit();
        }
    }
}
