/**
 * The command line as a table: commands, flags, what a flag's value looks like, which property it sets. The launcher reads
 * it before the framework starts, the console parses and prints help by it, and a test compares the README with it. JDK
 * only, constants only: the launcher has it on java's class path, the console as a bundle, and they share no object of it.
 */
@Export
@Version("0.1.0")
package org.torrent.options;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
