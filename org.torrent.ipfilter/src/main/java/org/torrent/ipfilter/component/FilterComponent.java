package org.torrent.ipfilter.component;

import java.io.File;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.filter.FilterList;
import org.torrent.api.filter.IpFilter;
import org.torrent.ipfilter.AddressLists;
import org.torrent.runtime.configuration.ConfiguredValues;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.peers.AddressFilter;

/** The filter as a service; lists and bans change while torrents run. */
@Component(
        service = {AddressFilter.class, IpFilter.class},
        immediate = true,
        configurationPid = FilterComponent.PID)
@Designate(ocd = FilterConfiguration.class)
public final class FilterComponent implements AddressFilter, IpFilter {
    static final String PID = "org.torrent.ipfilter";

    private static final Logger LOG = LoggerFactory.getLogger(FilterComponent.class);
    private static final String BANS = "ip-bans.txt";

    private final AddressLists lists;
    private ConfiguredValues values; // the container's threads, one at a time

    /** Called by Declarative Services. */
    @Activate
    public FilterComponent(BundleContext context, Map<String, Object> configured) {
        values = new ConfiguredValues(PID, configured);
        lists = new AddressLists(new PlatformThreads(new SystemClock()), bans(context), line -> LOG.warn("{}", line));
        read();
    }

    /** Beside the records and the journal; in a container that was told of no such folder, in the bundle's own. */
    private static Path bans(BundleContext context) {
        String state = context.getProperty("torrent.state.dir");
        if (state != null && !state.isBlank()) {
            return Path.of(state).resolve(BANS);
        }
        File own = context.getDataFile(BANS);
        return own == null ? null : own.toPath();
    }

    /** Called by Declarative Services: no torrent notices but by the addresses. */
    @Modified
    void modified(Map<String, Object> configured) {
        values = values.next(configured);
        read();
    }

    private void read() {
        lists.configure(values.text("lists", List.of(), List.of(), FilterComponent::paths));
        values.wrong().forEach(wrong -> LOG.error("{}", wrong));
    }

    private static List<Path> paths(String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(path -> !path.isEmpty())
                    .map(path -> Path.of(path).toAbsolutePath())
                    .toList();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be paths of files, separated by commas", e);
        }
    }

    @Deactivate
    void deactivate() {
        if (!lists.close()) {
            LOG.warn("The filter's loop goes on after the end");
        }
    }

    @Override
    public boolean isBlocked(InetAddress address) {
        return lists.isBlocked(address);
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        return lists.onChange(listener);
    }

    @Override
    public List<FilterList> lists() {
        return lists.lists();
    }

    @Override
    public List<String> bans() {
        return lists.bans();
    }

    @Override
    public CompletionStage<Void> ban(String range) {
        return lists.ban(range);
    }

    @Override
    public CompletionStage<Void> unban(String range) {
        return lists.unban(range);
    }
}
