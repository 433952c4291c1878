package org.torrent.session.alert;

/** Whose alerts they are: the session's, or one plugin's until it leaves. Each has a share of every queue. Any thread. */
public final class AlertSource {
    /** The session itself. */
    public static final AlertSource SESSION = new AlertSource(() -> {});

    private volatile Runnable onLoss;
    private volatile boolean gone;

    private AlertSource(Runnable onLoss) {
        this.onLoss = onLoss;
    }

    /**
     * A plugin.
     *
     * @param onLoss counts an alert of its own that somebody lost, because the plugin posted more than its share
     */
    public static AlertSource plugin(Runnable onLoss) {
        return new AlertSource(onLoss);
    }

    void lost() {
        onLoss.run();
    }

    void leave() {
        gone = true;
        onLoss = () -> {};
    }

    boolean isGone() {
        return gone;
    }
}
