package org.torrent.architecture;

import java.util.List;
import java.util.Map;

/**
 * What the plugin interfaces have after which ours are made, by the letter that docs/PLUGINS.md gives each document. Names
 * are those of the documents; a page that leaves one out, or has one that is nowhere, is wrong.
 */
final class PluginMembers {
    /** The trait for message extensions of a Rust client. */
    private static final List<String> TRAIT = List.of(
            "name",
            "on_handshake",
            "on_message",
            "on_peer_connected",
            "on_peer_disconnected",
            "ClientBuilder::add_extension",
            "built-in ids 1 to 3",
            "plugin ids from 10, in order",
            "no access to torrent internals",
            "respond only",
            "built-ins are not overridden",
            "callbacks are synchronous");

    /** libtorrent's first page about plugins. */
    private static final List<String> FIRST = List.of(
            "torrent_plugin::new_connection",
            "torrent_plugin::on_piece_pass",
            "torrent_plugin::on_piece_failed",
            "torrent_plugin::tick",
            "torrent_plugin::on_pause",
            "torrent_plugin::on_resume",
            "~torrent_plugin",
            "peer_plugin::add_handshake",
            "peer_plugin::on_handshake",
            "peer_plugin::on_extension_handshake",
            "peer_plugin::on_choke",
            "peer_plugin::on_unchoke",
            "peer_plugin::on_interested",
            "peer_plugin::on_not_interested",
            "peer_plugin::on_have",
            "peer_plugin::on_bitfield",
            "peer_plugin::on_request",
            "peer_plugin::on_piece",
            "peer_plugin::on_cancel",
            "peer_plugin::on_extended",
            "peer_plugin::on_unknown_message",
            "peer_plugin::on_piece_pass",
            "peer_plugin::on_piece_failed",
            "peer_plugin::tick",
            "peer_plugin::write_request",
            "~peer_plugin",
            "an exception in new_connection",
            "the peers that sent a piece",
            "sending extension messages",
            "sending standard messages",
            "overriding standard messages",
            "pause() inside on_pause recurses",
            "messages from other threads");

    /** libtorrent's second page, which has those of the first one too. */
    private static final List<String> SECOND = List.of(
            "plugin::new_torrent",
            "plugin::added",
            "plugin::on_alert",
            "plugin::on_tick",
            "~plugin",
            "plugin::save_state",
            "plugin::load_state",
            "session::add_extension",
            "torrent_handle::add_extension",
            "userdata",
            "torrent_plugin::on_files_checked",
            "torrent_plugin::on_state",
            "torrent_plugin::on_add_peer",
            "first_time, filtered",
            "tracker, dht, pex, lsd, resume_data, incoming",
            "peer_plugin::on_have_all",
            "peer_plugin::on_have_none",
            "peer_plugin::on_allowed_fast",
            "peer_plugin::on_reject",
            "peer_plugin::on_suggest",
            "disk_buffer_holder::buffer",
            "disk_buffer_holder::release",
            "alert::type",
            "alert::message",
            "alert::clone",
            "alert::category",
            "alert::what");

    /** A sample that monitors peers, after libtorrent today. */
    private static final List<String> SAMPLE = List.of(
            "torrent_plugin::new_connection",
            "torrent_plugin::on_add_peer",
            "peer_plugin::add_handshake",
            "peer_plugin::on_disconnect",
            "peer_plugin::on_connected",
            "peer_plugin::on_handshake",
            "peer_plugin::on_extension_handshake",
            "peer_plugin::on_choke",
            "peer_plugin::on_unchoke",
            "peer_plugin::on_interested",
            "peer_plugin::on_not_interested",
            "peer_plugin::on_have",
            "peer_plugin::on_dont_have",
            "peer_plugin::on_bitfield",
            "peer_plugin::on_have_all",
            "peer_plugin::on_have_none",
            "peer_plugin::on_allowed_fast",
            "peer_plugin::on_request",
            "peer_plugin::on_piece",
            "peer_plugin::on_cancel",
            "peer_plugin::on_reject",
            "peer_plugin::on_suggest",
            "peer_plugin::sent_have_all",
            "peer_plugin::sent_have_none",
            "peer_plugin::sent_reject_request",
            "peer_plugin::sent_allow_fast",
            "peer_plugin::sent_suggest",
            "peer_plugin::sent_cancel",
            "peer_plugin::sent_request",
            "peer_plugin::sent_choke",
            "peer_plugin::sent_unchoke",
            "peer_plugin::sent_interested",
            "peer_plugin::sent_not_interested",
            "peer_plugin::sent_have",
            "peer_plugin::sent_piece",
            "peer_plugin::sent_payload",
            "peer_plugin::can_disconnect",
            "peer_plugin::on_extended",
            "peer_plugin::on_unknown_message",
            "peer_plugin::on_piece_pass",
            "peer_plugin::on_piece_failed",
            "peer_plugin::tick",
            "peer_plugin::write_request",
            "peer_connection_handle::remote",
            "peer_connection_handle::local_endpoint",
            "add_torrent_params::extensions");

    /** The members of each document. */
    static final Map<String, List<String>> OF = Map.of("A", TRAIT, "B", FIRST, "C", SECOND, "D", SAMPLE);

    private PluginMembers() {}
}
