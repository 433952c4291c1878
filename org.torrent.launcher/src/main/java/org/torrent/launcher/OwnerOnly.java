package org.torrent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders that others may not look into: what trackers know a user by is in their files. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Makes a folder and what is missing above it, all of them for the owner only. One that is there stays as it is. */
    static void make(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PERMISSIONS)}
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, attributes);
    }

    /** Closes a folder of ours that was made open. */
    static void close(Path folder) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null && !PERMISSIONS.containsAll(view.readAttributes().permissions())) {
            view.setPermissions(PERMISSIONS);
        }
    }
}
