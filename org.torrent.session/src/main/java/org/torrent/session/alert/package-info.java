/** Alerts from where they happen to whoever subscribed. Thread-safe. */
package org.torrent.session.alert;
