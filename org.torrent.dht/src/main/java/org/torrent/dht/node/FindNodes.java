package org.torrent.dht.node;

import java.util.Map;
import java.util.function.Consumer;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** Only the way to a target. */
class FindNodes implements LookupTask {
    private final Map<String, BencodeValue> arguments;
    private final Consumer<LookupResult> done;

    FindNodes(NodeId target, Consumer<LookupResult> done) {
        this.arguments = Map.of("target", BencodeString.of(target.bytes()));
        this.done = done;
    }

    @Override
    public String method() {
        return "find_node";
    }

    @Override
    public Map<String, BencodeValue> arguments() {
        return arguments;
    }

    @Override
    public void onDone(LookupResult result, long nowNanos) {
        done.accept(result);
    }
}
