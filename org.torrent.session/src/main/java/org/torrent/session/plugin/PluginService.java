package org.torrent.session.plugin;

/** Where a plugin is to be had. Both methods may run the plugin's own code: they are called on threads that nobody needs. */
public interface PluginService {
    /** Its service, which may be constructed and activated now; null when it can't be had. May hang, may throw anything. */
    Object fetch();

    /** It is not used any more, and may be deactivated now: once for each {@link #fetch} that returned one. May hang. */
    void release();

    /** A plugin that is here already, and of which nobody keeps count. */
    static PluginService of(Object plugin) {
        return new PluginService() {
            @Override
            public Object fetch() {
                return plugin;
            }

            @Override
            public void release() {
                // it was not lent
            }
        };
    }
}
