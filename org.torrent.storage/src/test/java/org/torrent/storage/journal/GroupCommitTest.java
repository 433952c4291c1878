package org.torrent.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.FileCache;
import org.torrent.storage.testing.Bench;
import org.torrent.testkit.ports.disk.DiskCall.Operation;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;

/** What comes after what in a round, and that one that goes wrong is the last of nothing. */
class GroupCommitTest {
    private final Simulation loops = new Simulation(1);
    private final SimProcess process = loops.newProcess("process");
    private final SimDisk disk = new SimDisk(1).directory(Bench.STATE);
    private final List<String> heard = new ArrayList<>();
    private GroupCommit commit;

    @BeforeEach
    void open() throws Exception {
        EventLoop writer = process.newLoop("writer");
        EventLoop sync = process.newLoop("sync");
        Journal journal = Journal.open(disk, Bench.STATE, writer, sync);
        commit = new GroupCommit(journal, writer, sync, new FileCache(4), Bench::limits);
        disk.faults(call -> {
            if (call.operation() == Operation.FORCE) {
                heard.add("journal is forced");
            }
            return null;
        });
    }

    /** Says what happens to it. */
    private class Talking implements GroupCommit.Member, GroupCommit.Part {
        private final String name;

        Talking(String name) {
            this.name = name;
        }

        @Override
        public GroupCommit.Part takePart() {
            return this;
        }

        @Override
        public StorageException force() {
            heard.add(name + " is forced");
            return null;
        }

        @Override
        public void forced(Journal journal, StorageException error) {
            heard.add(name + " journals" + (error == null ? "" : ": " + error.getMessage()));
        }

        @Override
        public void journalled(StorageException error) {
            heard.add(name + " is durable");
        }
    }

    private void asked(GroupCommit.Member member) {
        commit.request(member, error -> heard.add(error == null ? "answer" : "answer: " + error.getMessage()));
    }

    @Test
    void request_shouldForceAllFilesThenJournalThenForceTheJournalThenTell() {
        Talking a = new Talking("a");
        commit.add(a, 1);
        commit.add(new Talking("b"), 1);
        asked(a);
        loops.runReady();
        assertThat(heard)
                .containsExactly(
                        "a is forced",
                        "b is forced",
                        "a journals",
                        "b journals",
                        "journal is forced",
                        "a is durable",
                        "b is durable",
                        "answer");
    }

    @Test
    void request_whenWhoIsToldThrows_shouldStillMakeTheNextRound() {
        Talking a = new Talking("a");
        commit.add(a, 1);
        commit.request(a, error -> {
            throw new IllegalStateException("defect");
        });
        assertThatThrownBy(loops::runReady).hasStackTraceContaining("defect");
        heard.clear();
        commit.add(new Talking("b"), 1);
        asked(a);
        loops.runReady();
        assertThat(heard).containsExactly("b is forced", "b journals", "journal is forced", "b is durable", "answer");
    }

    @Test
    void request_whenForcingThrows_shouldTellNobodyThatItIsDurableButGoOn() {
        Talking a = new Talking("a") {
            @Override
            public StorageException force() {
                throw new IllegalStateException("defect");
            }
        };
        commit.add(a, 1);
        commit.add(new Talking("b"), 1);
        asked(a);
        loops.runReady();
        assertThat(heard.get(1)).startsWith("a journals: a defect while forcing");
        assertThat(heard).doesNotContain("a is durable").contains("b is durable");
        assertThat(heard.get(heard.size() - 1)).contains("answer: a defect while forcing", "please report it");
    }

    @Test
    void request_whenJournallingThrows_shouldTellNobodyThatItIsDurableButGoOn() {
        Talking a = new Talking("a") {
            @Override
            public void forced(Journal journal, StorageException error) {
                throw new IllegalStateException("defect");
            }
        };
        commit.add(a, 1);
        commit.add(new Talking("b"), 1);
        asked(a);
        loops.runReady();
        assertThat(heard).doesNotContain("a is durable").contains("b is durable");
        assertThat(heard.get(heard.size() - 1)).contains("answer: a defect while journalling");
    }
}
