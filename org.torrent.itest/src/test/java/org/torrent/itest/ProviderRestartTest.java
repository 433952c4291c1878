package org.torrent.itest;

import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;

/** Bundles with a part in a transfer stop and start again in its middle. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ProviderRestartTest {
    /** Some of them are on their way, or not on disk yet, when a bundle stops. */
    private static final int BLOCKS_UNDER_WAY = 20;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(ProviderRestartTest.class)};
    }

    @Test
    public void transport_whenItReturns_shouldHaveTheSamePortAndGoOn() throws Exception {
        Container container = new Container(context);
        Bundle wire = container.bundle("org.torrent.wire");
        Await.until("a port", () -> container.session().listenAddress().isPresent());
        Optional<InetSocketAddress> before = container.session().listenAddress();
        try (Transfer transfer = Transfer.start(container, "transport")) {
            transfer.seed().allow(BLOCKS_UNDER_WAY);
            wire.stop();
            transfer.awaitState(TorrentState.WAITING);
            assertTrue(transfer.handle().snapshot().reason().contains("org.torrent.wire"));
            Await.until(
                    "the port is closed",
                    () -> container.session().listenAddress().isEmpty());

            wire.start();
            Await.until(
                    "the same port", () -> container.session().listenAddress().equals(before));
            transfer.finish();
        }
    }

    @Test
    public void storage_whenItReturns_shouldGoOn() throws Exception {
        Container container = new Container(context);
        Bundle storage = container.bundle("org.torrent.storage");
        try (Transfer transfer = Transfer.start(container, "storage")) {
            transfer.seed().allow(BLOCKS_UNDER_WAY);
            storage.stop();
            transfer.awaitState(TorrentState.WAITING);
            assertTrue(transfer.handle().snapshot().reason().contains("org.torrent.storage"));

            storage.start();
            transfer.finish();
        }
    }

    @Test
    public void session_whenItReturns_shouldResumeItsTorrents() throws Exception {
        Container container = new Container(context);
        Bundle session = container.bundle("org.torrent.session");
        Await.until("a port", () -> container.session().listenAddress().isPresent());
        Optional<InetSocketAddress> before = container.session().listenAddress();
        try (Transfer transfer = Transfer.start(container, "session")) {
            transfer.seed().allow(BLOCKS_UNDER_WAY);
            session.stop();
            assertTrue("the session left", !container.hasSession());

            session.start();
            TorrentHandle resumed = transfer.handle();
            transfer.awaitState(TorrentState.DOWNLOADING);
            assertTrue("it kept what it had", resumed.snapshot().piecesDone() > 0);
            Await.until(
                    "the same port", () -> container.session().listenAddress().equals(before));
            transfer.finish();
        }
    }

    @Test
    public void peerSourcesAndPlugins_whenTheyComeAndGo_shouldNotBeNoticed() throws Exception {
        Container container = new Container(context);
        try (Transfer transfer = Transfer.start(container, "others")) {
            for (String name : List.of("org.torrent.http", "org.torrent.tracker", "org.torrent.ext.metadata")) {
                container.bundle(name).stop();
                container.bundle(name).start();
            }
            transfer.finishUndisturbed();
        }
    }
}
