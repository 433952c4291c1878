/**
 * The hooks of plugins as tables, one for each kind of moment: a row is a method of a contract of {@code ext.api} and,
 * where a message triggers it, how it is called. A new hook is a default method there and a row here.
 */
package org.torrent.session.plugin.hook;
