/** What keeps a plugin from harming others: gates and budgets for its calls, and ends for what was lent to it. */
package org.torrent.session.plugin.guard;
