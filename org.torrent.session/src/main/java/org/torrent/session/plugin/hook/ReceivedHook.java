package org.torrent.session.plugin.hook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Message;

/** What a {@code PeerPlugin} is asked when a message arrived, before the engine acts on it: one row per message, and blocks. */
public enum ReceivedHook implements Hook {
    CHOKE("onChoke", Message.Choke.class, (plugin, choke) -> plugin.onChoke()),
    UNCHOKE("onUnchoke", Message.Unchoke.class, (plugin, unchoke) -> plugin.onUnchoke()),
    INTERESTED("onInterested", Message.Interested.class, (plugin, interested) -> plugin.onInterested()),
    NOT_INTERESTED("onNotInterested", Message.NotInterested.class, (plugin, none) -> plugin.onNotInterested()),
    HAVE("onHave", Message.Have.class, (plugin, have) -> plugin.onHave(have.piece())),
    BITFIELD("onBitfield", Message.BitfieldMessage.class, (plugin, bitfield) -> plugin.onBitfield(bitfield.bits())),
    HAVE_ALL("onHaveAll", Message.HaveAll.class, (plugin, all) -> plugin.onHaveAll()),
    HAVE_NONE("onHaveNone", Message.HaveNone.class, (plugin, none) -> plugin.onHaveNone()),
    ALLOWED_FAST("onAllowedFast", Message.AllowedFast.class, (plugin, fast) -> plugin.onAllowedFast(fast.piece())),
    REQUEST("onRequest", Message.Request.class, (plugin, request) -> plugin.onRequest(request.block())),
    CANCEL("onCancel", Message.Cancel.class, (plugin, cancel) -> plugin.onCancel(cancel.block())),
    REJECT("onReject", Message.Reject.class, (plugin, reject) -> plugin.onReject(reject.block())),
    SUGGEST("onSuggest", Message.Suggest.class, (plugin, suggest) -> plugin.onSuggest(suggest.piece())),
    UNKNOWN(
            "onUnknownMessage",
            Message.Unknown.class,
            (plugin, message) -> plugin.onUnknownMessage(message.body().length, message.type(), message.body())),
    DONT_HAVE("onDontHave"), // a message of an extension: onExtended hears of it before
    PIECE("onPiece"), // a block is no message: it arrives as pooled memory
    EXTENDED(
            "onExtended",
            Message.Extended.class,
            (plugin, message) -> plugin.onExtended(message.body().length, message.id(), message.body()));

    private static final HookTable TABLE = new HookTable(values());
    private static final Map<Class<? extends Message>, ReceivedHook> ROWS = Arrays.stream(values())
            .filter(row -> row.message != null)
            .collect(Collectors.toUnmodifiableMap(row -> row.message, Function.identity()));

    private final String label;
    private final Class<? extends Message> message;
    private final BiFunction<PeerPlugin, Message, Verdict> call;

    ReceivedHook(String label) {
        this.label = label;
        this.message = null;
        this.call = null;
    }

    @SuppressWarnings(
            "unchecked") // by ROWS it gets messages of that class only; a lambda more in between costs each message
    <M extends Message> ReceivedHook(String label, Class<M> message, BiFunction<PeerPlugin, M, Verdict> call) {
        this.label = label;
        this.message = message;
        this.call = (BiFunction<PeerPlugin, Message, Verdict>) (BiFunction<PeerPlugin, ?, Verdict>) call;
    }

    /** The ones of a mask, as {@code Contract.method}. */
    static List<String> labels(long mask) {
        return TABLE.labels(mask);
    }

    /** The ones that a plugin overrides; none for null. */
    public static long maskOf(PeerPlugin plugin) {
        return TABLE.maskOf(plugin);
    }

    /** The row of a message; null when no hook is about it. */
    public static ReceivedHook of(Message message) {
        return ROWS.get(message.getClass());
    }

    /** Asks the plugin; only for the row of a message. */
    public Verdict call(PeerPlugin plugin, Message received) {
        return call.apply(plugin, received);
    }

    @Override
    public Class<?> contract() {
        return PeerPlugin.class;
    }

    @Override
    public String label() {
        return label;
    }
}
