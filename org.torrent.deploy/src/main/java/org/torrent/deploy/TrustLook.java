package org.torrent.deploy;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.torrent.deploy.folder.Errands;
import org.torrent.deploy.trust.Trust;
import org.torrent.deploy.trust.TrustStore;

/**
 * Whose jars may run, as far as that is known. The store is read where nobody needs the thread; while a new one has not been read
 * nothing is decided, and when that takes long nothing new comes. On the deployer's thread.
 */
final class TrustLook {
    private final Errands errands;
    private final LongSupplier nanoClock;
    private final Runnable changed;
    private final Set<TrustStore> looking = new HashSet<>();
    private TrustStore store = TrustStore.NONE;
    private Trust trust = Trust.ANYONE;
    private boolean isNew; // nothing is known of the store
    private long newNanos;

    /** Anybody's may; {@code changed} runs whenever that is another one. */
    TrustLook(Errands errands, LongSupplier nanoClock, Runnable changed) {
        this.errands = errands;
        this.nanoClock = nanoClock;
        this.changed = changed;
    }

    /** From now on this store says it. */
    void follow(TrustStore now) {
        store = now;
        isNew = true;
        newNanos = nanoClock.getAsLong();
    }

    /** Looks whether the store says something else by now. */
    void look() {
        if (!store.isFile()) {
            known(store, store.look());
        } else if (looking.add(store)) { // else the last look has not returned
            send(store);
        }
        if (isNew && nanoClock.getAsLong() - newNanos >= DeployLimits.SLOW_NANOS) {
            known(store, new Trust.Unknown(store.file(), store.file() + " takes long to be read"));
        }
    }

    private void send(TrustStore asked) {
        errands.send("the look at the trust store " + asked.file(), asked::look, new Errands.Then<>() {
            @Override
            public void done(Trust found) {
                looking.remove(asked);
                known(asked, found);
            }

            @Override
            public void failed(String reason) {
                done(new Trust.Unknown(asked.file(), asked.file() + " can't be read: " + reason));
            }

            @Override
            public void overdue(String reason) {
                known(asked, new Trust.Unknown(asked.file(), asked.file() + " can't be read: " + reason));
            }

            @Override
            public void late(Trust found) {
                looking.remove(asked); // it is looked at again
            }
        });
    }

    private void known(TrustStore asked, Trust found) {
        if (asked == store) {
            boolean isOther = isNew || !found.equals(trust);
            isNew = false;
            trust = found;
            if (isOther) {
                changed.run();
            }
        }
    }

    /** Whether nothing is to be decided: a new store is being read. */
    boolean isPending() {
        return isNew;
    }

    /** What counts. */
    Trust trust() {
        return trust;
    }

    /** Who says it. */
    TrustStore store() {
        return store;
    }
}
