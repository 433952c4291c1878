package org.torrent.deploy.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.torrent.deploy.jar.JarFacts;

/** With real threads: what hangs does so until the test lets it go. */
@Timeout(60)
class LeftBehindTest {
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Collection<String> calls = new ConcurrentLinkedQueue<>();
    private final Collection<String> warnings = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        release.countDown();
    }

    private Bundle bundle(String name, String location, Fakes.Body uninstall) {
        Dictionary<String, String> headers = new Hashtable<>(Map.of(JarFacts.UPDATE_HEADER, JarFacts.BESIDE));
        return Fakes.of(
                Bundle.class,
                Map.of(
                        "getSymbolicName", arguments -> name,
                        "getLocation", arguments -> location + name,
                        "getHeaders", arguments -> headers,
                        "start", arguments -> calls.add("start " + location + name) ? null : null,
                        "uninstall", uninstall));
    }

    private Object leaves(String name) {
        calls.add(name + " left");
        return null;
    }

    private LeftBehind behind(Bundle... bundles) {
        BundleContext context = Fakes.of(BundleContext.class, Map.of("getBundles", arguments -> bundles));
        return new LeftBehind(context, (warning, error) -> warnings.add(warning + " " + error));
    }

    @Test
    void uninstall_whenOneHangs_shouldLetTheOthersGoAndNotWait() throws InterruptedException {
        Bundle hangs = bundle("hangs", "torrent-deploy:", arguments -> {
            Hanging.until(release);
            gone.countDown();
            return null;
        });
        CountDownLatch others = new CountDownLatch(2);
        Fakes.Body goes = arguments -> {
            others.countDown();
            return null;
        };
        LeftBehind behind = behind(
                hangs,
                bundle("a", "torrent-deploy:", goes),
                bundle("session", "file:", arguments -> leaves("session")),
                bundle("b", "torrent-deploy:", goes));
        behind.uninstall(1);
        others.await();
        assertThat(warnings).singleElement().asString().contains("does not leave in time");
        assertThat(calls).isEmpty();
        release.countDown();
        gone.await(); // it goes when it returns
    }

    @Test
    void uninstall_whenOneThrows_shouldNameItAndRemoveTheOthers() throws InterruptedException {
        behind(
                        bundle("throws", "torrent-deploy:", arguments -> {
                            throw new BundleException("no luck");
                        }),
                        bundle("a", "torrent-deploy:", arguments -> leaves("a")))
                .uninstall(LONG_NANOS);
        assertThat(calls).containsExactly("a left");
        assertThat(warnings).singleElement().asString().contains("does not leave", "no luck");
    }

    @Test
    void bringBack_shouldStartWhatShipsOfTheseNames() throws InterruptedException {
        LeftBehind behind = behind(
                bundle("a", "torrent-deploy:", arguments -> null),
                bundle("a", "file:", arguments -> null),
                bundle("b", "file:", arguments -> null));
        assertThat(behind.names()).containsExactly("a");
        behind.bringBack(List.of("a"), LONG_NANOS);
        assertThat(calls).containsExactly("start file:a");
    }
}
