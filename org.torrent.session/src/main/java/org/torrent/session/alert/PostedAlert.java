package org.torrent.session.alert;

import org.torrent.api.Alert;

/**
 * An alert on its way to who hears it.
 *
 * @param source whose it is
 * @param plain what everybody may have for ever
 * @param own of a class of the plugin's own, for those who know that class while the plugin is there; or null
 */
public record PostedAlert(AlertSource source, Alert plain, Alert own) {}
