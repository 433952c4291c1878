package org.torrent.deploy;

import java.nio.file.Path;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.deploy.folder.WatchedFile;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.update.Slot;

/** One line about a file. */
record FileLine(Path path, State state, String bundle, String version, String reason) implements DeployedFile {
    /** Of one that nothing is known of. */
    static FileLine of(Path path, State state, String reason) {
        return new FileLine(path, state, "", "", reason);
    }

    /** Of one that was taken out, or replaced, and is still there. */
    static FileLine of(Slot slot) {
        JarFacts jar = slot.left().jar();
        return new FileLine(
                slot.left().file(),
                State.STUCK,
                jar.symbolicName(),
                jar.version().toString(),
                slot.trouble());
    }

    /** Of the folder, while a bundle that ships does not come back in the place of one that was taken out of it. */
    static FileLine ofShipped(Path folder, String bundle, String why) {
        return new FileLine(folder, State.REFUSED, bundle, "", "the one that ships does not come back: " + why);
    }

    /** Of one that can't run, or may not, whatever else is known of it. */
    static FileLine ofRefused(WatchedFile file, String reason) {
        JarFacts whole = file.whole();
        return whole == null
                ? of(file.path(), State.REFUSED, reason)
                : new FileLine(
                        file.path(),
                        State.REFUSED,
                        whole.symbolicName(),
                        whole.version().toString(),
                        reason);
    }

    /** Of one that was read. */
    static FileLine of(WatchedFile file, State state, String reason) {
        return new FileLine(
                file.path(),
                state,
                file.jar().symbolicName(),
                file.jar().version().toString(),
                reason);
    }
}
