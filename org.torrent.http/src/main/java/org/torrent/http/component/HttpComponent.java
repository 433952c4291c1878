package org.torrent.http.component;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.http.net.Options;
import org.torrent.http.net.SocketHttpClient;
import org.torrent.runtime.configuration.ConfiguredValues;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpRequest;

/**
 * The HTTP client as a service. A changed configuration counts for what comes; a wrong value costs only itself and is named
 * in the log.
 */
@Component(service = HttpClient.class, configurationPid = HttpComponent.PID)
@Designate(ocd = HttpConfiguration.class)
public final class HttpComponent implements HttpClient {
    static final String PID = "org.torrent.http";

    private static final Logger LOG = LoggerFactory.getLogger(HttpComponent.class);
    private static final String AGENT = "org.torrent/0.1";
    private static final int THREADS = 32;

    private final SocketHttpClient client;
    private ConfiguredValues values; // the container's threads, one at a time

    /** Called by Declarative Services. */
    @Activate
    public HttpComponent(Map<String, Object> configured) {
        values = new ConfiguredValues(PID, configured);
        client = new SocketHttpClient(options(), new PlatformThreads(new SystemClock()));
    }

    /** Called by Declarative Services: no request notices. */
    @Modified
    void modified(Map<String, Object> configured) {
        values = values.next(configured);
        client.configure(options());
    }

    private Options options() {
        Options options = new Options(
                values.text("user.agent", AGENT, AGENT, HttpComponent::printable),
                values.number("threads", THREADS, 1, Options.MAX_THREADS));
        values.wrong().forEach(wrong -> LOG.error("{}", wrong));
        return options;
    }

    private static String printable(String text) {
        if (!Options.isPrintable(text)) {
            throw new IllegalArgumentException("must be printable ASCII text");
        }
        return text;
    }

    @Deactivate
    void deactivate() {
        client.close();
    }

    @Override
    public HttpCall get(HttpRequest request) {
        return client.get(request);
    }
}
