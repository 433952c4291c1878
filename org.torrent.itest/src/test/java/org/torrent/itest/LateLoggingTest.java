package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
import org.slf4j.LoggerFactory;

/** The log as it ships: no file until there is something to say, then lines as logback.xml has them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LateLoggingTest {
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(LateLoggingTest.class)};
    }

    @Test
    public void theFirstWarning_shouldOpenTheLog_alsoAfterARestartOfTheBackend() throws Exception {
        LoggerFactory.getLogger("org.example.Quiet").info("nobody reads this");
        assertEquals("files before the first warning", List.of(), files());

        LoggerFactory.getLogger("org.example.Loud").warn("first");
        assertEquals(1, lines().size());
        assertTrue(lines().get(0), lines().get(0).endsWith("] org.example.Loud - first"));

        Bundle backend = backend();
        backend.stop();
        backend.start();
        assertFalse(LoggerFactory.getLogger("org.example.Quiet").isInfoEnabled());
        LoggerFactory.getLogger("org.example.Loud").error("second");

        assertEquals(2, lines().size());
        assertTrue(lines().get(1), lines().get(1).endsWith("] org.example.Loud - second"));
    }

    private Bundle backend() {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().endsWith("pax-logging-logback"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(files().get(0));
    }

    private List<Path> files() throws IOException {
        Path folder = Path.of(context.getProperty("torrent.home"), "log");
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.toList();
        }
    }
}
