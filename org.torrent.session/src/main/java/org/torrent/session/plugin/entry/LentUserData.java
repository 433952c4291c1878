package org.torrent.session.plugin.entry;

import org.torrent.session.plugin.guard.Lent;

/** User data that a plugin gave to a torrent it had added: the torrent keeps this, and loses it when the plugin leaves. */
public final class LentUserData implements Lent {
    private volatile Object data;

    LentUserData(Object data) {
        this.data = data;
    }

    @Override
    public void revoke() {
        data = null;
    }

    /** What plugins get of a torrent's user data, which may be null, as may this. */
    public static Object of(Object given) {
        return given instanceof LentUserData lent ? lent.data : given;
    }
}
