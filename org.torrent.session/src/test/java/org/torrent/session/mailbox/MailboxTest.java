package org.torrent.session.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.torrent.spi.runtime.EventLoop;

class MailboxTest {
    private final Queue<Runnable> posted = new ArrayDeque<>();
    private boolean onLoop;
    private final Ownership ownership = new Ownership("torrent x", new Loop(), 1);
    private final Mailbox<TorrentInput> mailbox = new Mailbox<>(new Loop(), ownership);
    private final List<String> seen = new ArrayList<>();

    private void run() {
        onLoop = true;
        for (Runnable next = posted.poll(); next != null; next = posted.poll()) {
            next.run();
        }
        onLoop = false;
    }

    @Test
    void post_whenTheOwnershipLasts_shouldRunInOrderOnTheLoop() {
        mailbox.post(TorrentInput.COMMAND, () -> seen.add("a"));
        mailbox.later(TorrentInput.TICK, 1, () -> seen.add("b"));
        assertThat(seen).isEmpty();
        run();
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void post_whenTheOwnershipWasTaken_shouldGiveBackWhatWasSent() {
        mailbox.post(TorrentInput.WIRE_BATCH, () -> seen.add("read"), () -> seen.add("unread"));
        mailbox.post(TorrentInput.COMMAND, () -> seen.add("command"));
        ownership.revoke("stuck");
        run();
        assertThat(seen).containsExactly("unread");
    }

    @Test
    void endOfTurn_whenLettersAreWorkedOff_shouldFollowEachOfThem() {
        mailbox.endOfTurn(() -> seen.add("sent"));
        mailbox.post(TorrentInput.BLOCK_UNREADABLE, () -> seen.add("a"));
        mailbox.later(TorrentInput.STORAGE_RETRY, 1, () -> seen.add("b"));
        mailbox.post(TorrentInput.COMMAND, () -> ownership.revoke("it hung in there"));
        run();
        assertThat(seen).containsExactly("a", "sent", "b", "sent");
    }

    @Test
    void check_whenTheOwnershipWasTaken_shouldThrowOnTheOldLoopToo() {
        onLoop = true;
        mailbox.check();
        ownership.revoke("it hung");
        assertThatThrownBy(mailbox::check).hasMessageContaining("torrent x").hasMessageContaining("it hung");
    }

    @Test
    void check_whenOnAnotherThread_shouldThrow() {
        assertThatThrownBy(mailbox::check).hasMessage("torrent x belongs to loop");
    }

    private final class Loop implements EventLoop {
        @Override
        public void execute(Runnable task) {
            posted.add(task);
        }

        @Override
        public Timer schedule(Runnable task, long delayNanos) {
            posted.add(task);
            return () -> posted.remove(task);
        }

        @Override
        public boolean inLoop() {
            return onLoop;
        }

        @Override
        public String name() {
            return "loop";
        }

        @Override
        public boolean shutdown(long timeoutMillis) {
            return true;
        }
    }
}
