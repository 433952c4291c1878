package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.store.DhtItem;
import org.torrent.dht.store.ItemStore;
import org.torrent.model.bencode.BencodeDictionary;

/** Questions about items (BEP 44). */
final class ItemAnswers {
    private final Networks networks;
    private final TokenCheck tokens;
    private final ItemStore items;

    ItemAnswers(Networks networks, TokenCheck tokens, ItemStore items) {
        this.networks = networks;
        this.tokens = tokens;
        this.items = items;
    }

    /** {@code near} puts the nodes in that may know more. */
    Filler get(KrpcMessage.Query query, NodeId target, InetSocketAddress from, Filler near, long nowNanos) {
        byte[] token = tokens.of(from.getAddress(), nowNanos);
        Optional<DhtItem> found = items.get(target);
        long known = query.arguments().integer("seq").orElse(Long.MIN_VALUE);
        boolean isNewer = found.isPresent()
                && (found.get().signed().isEmpty() || found.get().sequence() > known);
        return new Filler() {
            @Override
            public void fill(Answer answer) {
                answer.put("token", token);
                found.flatMap(DhtItem::signed).ifPresent(by -> answer.put("seq", by.sequence()));
                if (isNewer) {
                    answer.putIfItFits(ItemFields.of(found.get()));
                }
                near.fill(answer);
            }

            @Override
            public boolean isWorthAProof() {
                return isNewer;
            }
        };
    }

    Filler put(KrpcMessage.Query query, InetSocketAddress from, long nowNanos) throws QueryRefused {
        BencodeDictionary arguments = query.arguments();
        tokens.check(query, from, nowNanos);
        DhtItem item = ItemFields.read(arguments);
        if (!item.fits()) {
            throw new QueryRefused(KrpcWriter.TOO_BIG, "v is longer than " + DhtLimits.ITEM_BYTES + " bytes");
        }
        if (item.signed().isPresent() && item.signed().get().salt().length() > DhtLimits.SALT_BYTES) {
            throw new QueryRefused(KrpcWriter.SALT, "salt is longer than " + DhtLimits.SALT_BYTES + " bytes");
        }
        if (!item.isAuthentic()) {
            throw new QueryRefused(KrpcWriter.SIGNATURE, "wrong signature");
        }
        NodeId own = networks.of(Family.of(from.getAddress())).id();
        Optional<Long> expected = arguments.integer("cas").isPresent()
                ? Optional.of(arguments.integer("cas").getAsLong())
                : Optional.empty();
        switch (items.put(item, expected, from.getAddress(), own, nowNanos)) {
            case KEPT -> {
                return answer -> {};
            }
            case OLD -> throw new QueryRefused(KrpcWriter.SEQUENCE, "there is a newer one");
            case CHANGED -> throw new QueryRefused(KrpcWriter.CAS, "it was changed meanwhile");
            default -> throw new QueryRefused(KrpcWriter.SERVER, "no room");
        }
    }
}
