package org.torrent.session.plugin;

import java.lang.reflect.Method;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** The plugins' methods. A class has one bit for each that it overrides; the others are never called. */
enum Hook {
    MESSAGE_HANDSHAKE(ExtensionPlugin.class, "onHandshake"),
    MESSAGE(ExtensionPlugin.class, "onMessage"),
    PEER_CONNECTED(ExtensionPlugin.class, "onPeerConnected"),
    PEER_DISCONNECTED(ExtensionPlugin.class, "onPeerDisconnected"),
    ADDED(SessionPlugin.class, "added"),
    NEW_TORRENT(SessionPlugin.class, "newTorrent"),
    SESSION_TICK(SessionPlugin.class, "onTick"),
    ABORT(SessionPlugin.class, "abort"),
    FACTORY(TorrentPluginFactory.class, "newTorrent"),
    NEW_CONNECTION(TorrentPlugin.class, "newConnection"),
    METADATA(TorrentPlugin.class, "onMetadata"),
    TORRENT_TICK(TorrentPlugin.class, "tick"),
    ADD_HANDSHAKE(PeerPlugin.class, "addHandshake"),
    CONNECTED(PeerPlugin.class, "onConnected"),
    EXTENSION_HANDSHAKE(PeerPlugin.class, "onExtensionHandshake"),
    EXTENDED(PeerPlugin.class, "onExtended"),
    DISCONNECT(PeerPlugin.class, "onDisconnect"),
    PEER_TICK(PeerPlugin.class, "tick"),
    /** A task the plugin handed in; no method of a contract. */
    TASK(Hook.class, "task");

    private static final ClassValue<Long> MASKS = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return compute(type);
        }
    };

    private final Class<?> contract;
    private final String method;

    Hook(Class<?> contract, String method) {
        this.contract = contract;
        this.method = method;
    }

    /** The hooks an object's class overrides; none for null. */
    static long maskOf(Object plugin) {
        return plugin == null ? 0 : MASKS.get(plugin.getClass());
    }

    boolean in(long mask) {
        return (mask & bit()) != 0;
    }

    /** For people: the method's name. */
    String label() {
        return method;
    }

    private long bit() {
        return 1L << ordinal();
    }

    private static long compute(Class<?> type) {
        long mask = 0;
        for (Hook hook : values()) {
            if (hook.contract.isAssignableFrom(type) && hook.overriddenBy(type)) {
                mask |= hook.bit();
            }
        }
        return mask;
    }

    private boolean overriddenBy(Class<?> type) {
        for (Method declared : contract.getMethods()) {
            if (declared.getName().equals(method)) {
                return overrides(type, declared);
            }
        }
        return false;
    }

    private boolean overrides(Class<?> type, Method declared) {
        try {
            Method found = type.getMethod(method, declared.getParameterTypes());
            return found.getDeclaringClass() != contract;
        } catch (NoSuchMethodException | LinkageError e) {
            return true; // a class with broken signatures: calling it will say what is wrong
        }
    }
}
