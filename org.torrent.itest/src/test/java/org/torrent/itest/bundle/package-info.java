/** Plugins that tests pack into bundles of their own, see {@link org.torrent.itest.PluginBundle}. */
package org.torrent.itest.bundle;
