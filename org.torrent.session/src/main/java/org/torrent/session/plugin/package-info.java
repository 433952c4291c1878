/**
 * The plugin runtime: slots and ids for extension names, a lane for each message extension, guarded chains of full
 * plugins, and the connection's side of BEP 10. See {@code PLUGIN-RUNTIME.md}.
 */
package org.torrent.session.plugin;
