package org.torrent.itest;

import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Each bundle of the product, and pairs of them, restart twenty times in mid-transfer, as fast as they can. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class QuickRestartTest {
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(QuickRestartTest.class)};
    }

    private void check(String... names) throws Exception {
        new QuickRestarts(new Container(context)).check(names);
    }

    @Test
    public void wire_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.wire");
    }

    @Test
    public void storage_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.storage");
    }

    @Test
    public void session_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.session");
    }

    /** Whatever else there is: most of them nobody should notice. */
    @Test
    public void others_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        List<String> heavy = List.of("org.torrent.wire", "org.torrent.storage", "org.torrent.session");
        String[] others = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .map(bundle -> bundle.getSymbolicName())
                .filter(name -> name.startsWith("org.torrent.") && !heavy.contains(name))
                .toArray(String[]::new);
        assertTrue(Arrays.toString(others), others.length > 8);
        new QuickRestarts(new Container(context)).checkEach(others);
    }

    @Test
    public void wireAndStorage_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.wire", "org.torrent.storage");
    }

    @Test
    public void wireAndSession_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.wire", "org.torrent.session");
    }

    @Test
    public void storageAndSession_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.storage", "org.torrent.session");
    }

    @Test
    public void sessionAndStorage_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.session", "org.torrent.storage");
    }

    @Test
    public void sessionAndPlugin_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.session", "org.torrent.ext.metadata");
    }

    @Test
    public void trackerAndHttp_whenRestartedAtOnce_shouldEndTheTransfer() throws Exception {
        check("org.torrent.tracker", "org.torrent.http");
    }
}
