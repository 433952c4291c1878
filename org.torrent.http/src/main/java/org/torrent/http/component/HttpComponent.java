package org.torrent.http.component;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.http.net.Options;
import org.torrent.http.net.SocketHttpClient;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpRequest;

/** The HTTP client as a service. A changed configuration replaces it: what is under way fails and is asked again. */
@Component(service = HttpClient.class, configurationPid = "org.torrent.http")
@Designate(ocd = HttpConfiguration.class)
public final class HttpComponent implements HttpClient {
    private final SocketHttpClient client;

    /** Called by Declarative Services. */
    @Activate
    public HttpComponent(HttpConfiguration configuration) {
        client = new SocketHttpClient(
                new Options(configuration.user_agent(), configuration.threads()),
                new PlatformThreads(new SystemClock()));
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
