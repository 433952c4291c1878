package org.torrent.session.plugin.hook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;

/** What a {@code PeerPlugin} is told when something left: one row per message, and pieces, which leave by themselves. */
public enum SentHook implements Hook {
    CHOKE("sentChoke", Message.Choke.class, (plugin, choke) -> plugin.sentChoke()),
    UNCHOKE("sentUnchoke", Message.Unchoke.class, (plugin, unchoke) -> plugin.sentUnchoke()),
    INTERESTED("sentInterested", Message.Interested.class, (plugin, interested) -> plugin.sentInterested()),
    NOT_INTERESTED("sentNotInterested", Message.NotInterested.class, (plugin, none) -> plugin.sentNotInterested()),
    BITFIELD("sentBitfield", Message.BitfieldMessage.class, (plugin, bitfield) -> plugin.sentBitfield(bitfield.bits())),
    HAVE_ALL("sentHaveAll", Message.HaveAll.class, (plugin, all) -> plugin.sentHaveAll()),
    HAVE_NONE("sentHaveNone", Message.HaveNone.class, (plugin, none) -> plugin.sentHaveNone()),
    ALLOW_FAST("sentAllowFast", Message.AllowedFast.class, (plugin, fast) -> plugin.sentAllowFast(fast.piece())),
    SUGGEST("sentSuggest", Message.Suggest.class, (plugin, suggest) -> plugin.sentSuggest(suggest.piece())),
    REQUEST("sentRequest", Message.Request.class, (plugin, request) -> plugin.sentRequest(request.block())),
    CANCEL("sentCancel", Message.Cancel.class, (plugin, cancel) -> plugin.sentCancel(cancel.block())),
    REJECT("sentRejectRequest", Message.Reject.class, (plugin, reject) -> plugin.sentRejectRequest(reject.block())),
    EXTENDED(
            "sentExtended",
            Message.Extended.class,
            (plugin, message) -> plugin.sentExtended(message.id(), message.body())),
    PORT("sentPort", Message.Port.class, (plugin, port) -> plugin.sentPort(port.port())),
    HAVE("sentHave", Message.Have.class, (plugin, have) -> plugin.sentHave(have.piece())),
    DONT_HAVE("sentDontHave"), // a message of an extension: sentExtended hears of it before
    PIECE("sentPiece", BlockRequest.class, PeerPlugin::sentPiece), // leaves from storage's threads: told in batches
    PAYLOAD("sentPayload");

    private static final HookTable TABLE = new HookTable(values());
    private static final Map<Class<?>, SentHook> ROWS = Arrays.stream(values())
            .filter(row -> row.what != null)
            .collect(Collectors.toUnmodifiableMap(row -> row.what, Function.identity()));

    private final String label;
    private final Class<?> what;
    private final BiConsumer<PeerPlugin, Object> call;

    SentHook(String label) {
        this.label = label;
        this.what = null;
        this.call = null;
    }

    @SuppressWarnings(
            "unchecked") // by ROWS it gets what is of that class only; a lambda more in between costs each message
    <M> SentHook(String label, Class<M> what, BiConsumer<PeerPlugin, M> call) {
        this.label = label;
        this.what = what;
        this.call = (BiConsumer<PeerPlugin, Object>) (BiConsumer<PeerPlugin, ?>) call;
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
    public static SentHook of(Message message) {
        return ROWS.get(message.getClass());
    }

    /** Tells the plugin; only for the row of a message, with it, and of pieces, with the block. */
    public void call(PeerPlugin plugin, Object sent) {
        call.accept(plugin, sent);
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
