package org.torrent.storage.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings; every one has a default. A change counts at once, but for the state directory: that waits for the next start. */
@ObjectClassDefinition(name = "Torrent storage", description = "Files on disk and the journal of what is durable")
public @interface StorageConfiguration {
    /** Empty: the framework property {@value StorageComponent#STATE_DIRECTORY}, or else the bundle's data area. */
    @AttributeDefinition(
            name = "State directory",
            description = "Journal and states; empty: framework property or bundle data")
    String state_directory() default "";

    /** Files open at a time. */
    @AttributeDefinition(name = "Open files", description = "files open at a time", min = "8")
    int open_files() default 256;

    /** Memory for blocks that came out of order, in MiB. */
    @AttributeDefinition(
            name = "Hash wait",
            description = "MiB of blocks kept until those in front of them came",
            min = "0")
    int hash_wait_mib() default 32;

    /** How long stopping may take, in seconds. */
    @AttributeDefinition(name = "Stop time-out", description = "seconds for flushing when the storage stops", min = "1")
    int stop_timeout_s() default 20;
}
