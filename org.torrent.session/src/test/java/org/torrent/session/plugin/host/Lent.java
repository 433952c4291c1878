package org.torrent.session.plugin.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.torrent.session.plugin.PluginService;

/** A plugin's service that counts how often it was had and released. */
final class Lent implements PluginService {
    final List<String> calls = new ArrayList<>();
    Supplier<Object> fetch;
    Runnable release = () -> {};

    Lent(Supplier<Object> fetch) {
        this.fetch = fetch;
    }

    @Override
    public Object fetch() {
        calls.add("fetch");
        return fetch.get();
    }

    @Override
    public void release() {
        calls.add("release");
        release.run();
    }
}
