package org.torrent.console.view;

import java.util.List;
import org.torrent.api.FileSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.Table;

/** Files of a torrent for people. */
public final class FileRows {
    private FileRows() {}

    /** A name that had to be changed on disk is shown with the original. */
    public static List<String> of(List<FileSnapshot> files) {
        if (files.isEmpty()) {
            return List.of("no files yet: the metadata is not known");
        }
        Table table = new Table()
                .number("#")
                .number("SIZE")
                .number("DONE")
                .text("WANTED")
                .text("PATH")
                .text("IN THE TORRENT");
        for (FileSnapshot file : files) {
            boolean renamed = !file.path().equals(file.originalPath());
            table.row(
                    file.index(),
                    Human.bytes(file.lengthBytes()),
                    Human.percent(file.doneBytes(), file.lengthBytes()),
                    file.wanted() ? "yes" : "no",
                    String.join("/", file.path()),
                    renamed ? String.join("/", file.originalPath()) : "");
        }
        return table.lines();
    }
}
