package org.torrent.example.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentSession;
import org.torrent.model.metainfo.MetainfoParser;

/** A bundle that downloads one torrent when there is a session, says so, and ends the framework. */
public final class DownloadActivator implements BundleActivator {
    /** Its jar. */
    static void bundle(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "test.download");
        headers.putValue("Bundle-Activator", DownloadActivator.class.getName());
        headers.putValue(
                "Import-Package",
                "org.osgi.framework,org.osgi.util.tracker,org.torrent.api,org.torrent.model,org.torrent.model.metainfo");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : List.of("DownloadActivator", "DownloadActivator$Arrival")) {
                String entry = "org/torrent/example/embedded/" + name + ".class";
                out.putNextEntry(new ZipEntry(entry));
                try (InputStream in = DownloadActivator.class.getClassLoader().getResourceAsStream(entry)) {
                    in.transferTo(out);
                }
            }
        }
    }

    @Override
    public void start(BundleContext context) {
        new Arrival(context).open();
    }

    @Override
    public void stop(BundleContext context) {
        // the framework ends
    }

    private static final class Arrival extends ServiceTracker<TorrentSession, TorrentSession> {
        Arrival(BundleContext context) {
            super(context, TorrentSession.class, null);
        }

        @Override
        public TorrentSession addingService(ServiceReference<TorrentSession> reference) {
            TorrentSession session = super.addingService(reference);
            try {
                Path directory = Path.of(context.getProperty("test.directory"));
                var album = MetainfoParser.parse(Files.readAllBytes(Path.of(context.getProperty("test.torrent"))));
                var peer = new InetSocketAddress(
                        context.getProperty("test.host"), Integer.parseInt(context.getProperty("test.port")));
                session.add(AddTorrent.of(album, directory).peers(List.of(peer)).build())
                        .thenCompose(torrent -> torrent.finished())
                        .whenComplete((done, error) -> ended(error, directory.resolve(album.name())));
            } catch (Exception e) {
                ended(e, null);
            }
            return session;
        }

        private void ended(Throwable error, Path file) {
            System.out.println(error == null ? "complete: " + file : "failed: " + error);
            try {
                context.getBundle(0).stop(); // returns at once
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
