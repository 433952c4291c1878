package org.torrent.api.deploy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that is told when a file of a deploy folder becomes something else: one change after the other, on threads that
 * nobody else needs. One that hangs is told nothing more.
 */
@ConsumerType
@FunctionalInterface
public interface DeployListener {
    /** A file is this now. */
    void onChange(DeployedFile file);
}
