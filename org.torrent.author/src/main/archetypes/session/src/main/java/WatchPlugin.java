package ${package};

import java.nio.ByteBuffer;
import org.osgi.service.component.annotations.Component;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.api.AlertType;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;

/**
 * Counts torrents that finish, over restarts and updates of its bundle too. These hooks run one at a time on a thread of its
 * own, and may take their time.
 */
@Component(property = WatchPlugin.CATEGORIES)
public final class WatchPlugin implements SessionPlugin {
    /** What its alerts are called. */
    static final String NAME = "${artifactId}";

    /** The alerts that it hears: torrents that come, go and finish. */
    static final String CATEGORIES = PluginProperties.ALERT_CATEGORIES + "=status";

    private static final int FORMAT = 1;

    private SessionContext session;
    private int finished;

    @Override
    public void loadState(PluginState state) {
        if (state.version() != FORMAT) {
            throw new IllegalArgumentException("what was saved is of version " + state.version() + ", not " + FORMAT);
        }
        finished = ByteBuffer.wrap(state.data()).getInt();
    }

    @Override
    public PluginState saveState() {
        return new PluginState(
                FORMAT, ByteBuffer.allocate(Integer.BYTES).putInt(finished).array());
    }

    @Override
    public void added(SessionContext context) {
        session = context;
        say("watches, " + finished + " finished before");
    }

    @Override
    public void onAlert(Alert alert) {
        if (alert.is(AlertType.TORRENT_FINISHED)) {
            finished++;
            say(finished + " finished so far");
        }
    }

    private void say(String text) {
        session.postAlert(Alert.of(AlertCategory.EXTENSION, NAME, NAME + ": " + text).build());
    }
}
