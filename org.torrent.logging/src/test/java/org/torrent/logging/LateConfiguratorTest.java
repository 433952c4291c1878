package org.torrent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateConfiguratorTest {
    private static final Path SHIPPED = Path.of("..", "run", "conf", "logback.xml");
    private static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

    @TempDir
    Path home;

    private final LoggerContext context = new LoggerContext();
    private boolean stopping;

    @BeforeEach
    void setUp() {
        System.setProperty("torrent.home", home.toString());
        context.setMDCAdapter(new LogbackMDCAdapter());
        new LateConfigurator(SHIPPED, () -> stopping).configure(context);
    }

    @AfterEach
    void tearDown() {
        context.stop();
        System.clearProperty("torrent.home");
    }

    @Test
    void events_belowWarnings_shouldOpenNoFile() throws IOException {
        context.getLogger("a.b").info("nobody reads this");

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void warnings_shouldBeWrittenAsTheShippedFileSays() throws IOException {
        context.getLogger("org.torrent.A").warn("first {}", 1);
        context.getLogger("org.torrent.A").error("second", new IOException("on purpose"));

        assertThat(lines().get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}\\S+ WARN  - \\["
                        + Thread.currentThread().getName() + "] org.torrent.A - first 1");
        assertThat(lines().get(1)).endsWith("second");
        assertThat(lines().get(2)).isEqualTo("java.io.IOException: on purpose");
    }

    @Test
    void shippedFile_shouldHaveTheLevelThatIsAssumed() throws Exception {
        LoggerContext eager = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(eager);
        configurator.doConfigure(SHIPPED.toFile());

        assertThat(eager.getLogger(ROOT).getLevel()).isEqualTo(LateConfigurator.LEVEL);
        assertThat(eager.getLoggerList()).extracting(Logger::getName).containsExactly(ROOT);
        assertThat(eager.getTurboFilterList()).isEmpty();
        eager.stop();
    }

    @Test
    void aStoppedBackend_shouldLogAgainWhenItIsStarted() throws IOException {
        context.getLogger("a").warn("before");
        stopping = true;
        context.reset();
        context.getLogger("a").warn("after");

        assertThat(lines()).hasSize(2).last().asString().endsWith("after");
    }

    @Test
    void aConfigurationOfSomebodyElse_shouldReplaceThisOne() throws IOException {
        context.reset();
        context.getLogger("a").error("for the others");

        assertThat(home).isEmptyDirectory();
        assertThat(context.getLogger(ROOT).iteratorForAppenders().hasNext()).isFalse();
    }

    @Test
    void aFileThatCannotBeRead_shouldBeNamed() {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        LateAppender appender = new LateAppender(home.resolve("none.xml"), levels(), new PrintStream(complaints, true));
        appender.setContext(context);
        appender.start();
        context.getLogger(ROOT).addAppender(appender);

        context.getLogger("a").warn("lost");

        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("none.xml");
    }

    @Test
    void aLogThatCannotBeOpened_shouldBeNamed() throws IOException {
        Files.writeString(home.resolve("log"), "not a folder");
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        LateAppender appender = new LateAppender(SHIPPED, levels(), new PrintStream(complaints, true));
        appender.setContext(context);
        appender.start();
        Logger logger = context.getLogger("alone");
        logger.setAdditive(false);
        logger.addAppender(appender);

        logger.warn("lost");

        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("logback.xml", "torrent-");
    }

    @Test
    void services_shouldNameTheConfigurator() throws IOException {
        try (var name = getClass().getResourceAsStream("/META-INF/services/" + Configurator.class.getName())) {
            assertThat(new String(name.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(LateConfigurator.class.getName());
        }
        assertThat(ServiceLoader.load(Configurator.class).stream().map(ServiceLoader.Provider::type))
                .contains(LateConfigurator.class);
    }

    private List<String> lines() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }

    private BundleLevels levels() {
        return new BundleLevels(context, LateConfigurator.LEVEL, bundle -> Set.of());
    }
}
