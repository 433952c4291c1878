package org.torrent.ext.api;

import org.osgi.annotation.versioning.ProviderType;

/** A task that waits for its time. Any thread. */
@ProviderType
public interface ScheduledTask {
    /** It is not run any more; nothing happens when it ran already. */
    void cancel();
}
