package org.torrent.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that only their owner may use. */
class NioFileSystemTest {
    @TempDir
    Path folder;

    private record User(String name) implements UserPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }

    @Test
    void makePrivateDirectory_whenItBelongsToSomebodyElse_shouldRefuseItAndLeaveNothingInIt() throws Exception {
        Path uses = folder.resolve("uses");
        NioFileSystem files = new NioFileSystem(path -> new User(path.equals(uses) ? "somebody" : "us"));
        assertThatThrownBy(() -> files.makePrivateDirectory(uses))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(uses.toString(), "belongs to somebody else");
        try (Stream<Path> left = Files.list(uses)) {
            assertThat(left).isEmpty();
        }
        new NioFileSystem(path -> new User("us")).makePrivateDirectory(uses);
    }

    @Test
    void makePrivateDirectory_whenAFileIsInTheWay_shouldSaySo() throws Exception {
        Path file = Files.createFile(folder.resolve("uses"));
        assertThatThrownBy(() -> new NioFileSystem().makePrivateDirectory(file))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void createPrivate_whenAnotherProcessWasFirst_shouldTakeItsDirectory() throws Exception {
        Path uses = folder.resolve("above/uses");
        NioFileSystem.createPrivate(uses);
        Files.createFile(uses.resolve("lock"));
        NioFileSystem.createPrivate(uses);
        assertThat(uses.resolve("lock")).exists();
    }
}
