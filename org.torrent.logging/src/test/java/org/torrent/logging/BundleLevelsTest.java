package org.torrent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleLevelsTest {
    private final LoggerContext context = new LoggerContext();
    private final Map<String, Set<String>> packages = new HashMap<>();
    private final BundleLevels levels =
            new BundleLevels(context, Level.WARN, bundle -> packages.getOrDefault(bundle, Set.of()));

    @BeforeEach
    void prepare() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getLogger("ROOT").setLevel(Level.WARN);
        packages.put("org.example.bundle", Set.of("com.example.a", "com.example.b"));
    }

    @AfterEach
    void clear() {
        levels.set(Map.of());
    }

    private LoggingEvent event(String bundle, Level level) {
        LoggingEvent event = new LoggingEvent("", context.getLogger("any"), level, "message", null, null);
        event.setMDCPropertyMap(bundle.isEmpty() ? Map.of() : Map.of("bundle.name", bundle));
        return event;
    }

    @Test
    void set_whenABundleIsToSayMore_shouldOpenItsLoggersOnly() {
        assertThat(levels.set(Map.of("org.example.bundle", "debug"))).isEmpty();
        assertThat(context.getLogger("com.example.a.Deep").isDebugEnabled()).isTrue();
        assertThat(context.getLogger("org.example.bundle").isDebugEnabled()).isTrue();
        assertThat(context.getLogger("com.example.c").isInfoEnabled()).isFalse();
        assertThat(java.util.logging.Logger.getLogger("com.example.b.Deep").isLoggable(java.util.logging.Level.FINE))
                .isTrue();
        assertThat(levels.isWanted(event("org.example.bundle", Level.DEBUG))).isTrue();
        assertThat(levels.isWanted(event("another.with.the.package", Level.DEBUG)))
                .isFalse();
        assertThat(levels.isWanted(event("another.with.the.package", Level.WARN)))
                .isTrue();
    }

    @Test
    void set_whenABundleIsToSayLess_shouldLeaveItsLinesOut() {
        levels.set(Map.of("org.example.bundle", "ERROR", "org.example.silent", "off"));
        assertThat(levels.isWanted(event("org.example.bundle", Level.WARN))).isFalse();
        assertThat(levels.isWanted(event("org.example.bundle", Level.ERROR))).isTrue();
        assertThat(levels.isWanted(event("org.example.silent", Level.ERROR))).isFalse();
        assertThat(levels.isWanted(event("", Level.WARN))).as("nobody's").isTrue();
        assertThat(context.getLogger("com.example.a").getLevel()).isNull();
    }

    @Test
    void set_whenItIsTakenBack_shouldCloseWhatWasOpened() {
        levels.set(Map.of("org.example.bundle", "trace"));
        levels.set(Map.of());
        assertThat(context.getLogger("com.example.a").isInfoEnabled()).isFalse();
        assertThat(java.util.logging.Logger.getLogger("com.example.a").getLevel())
                .isNull();
        assertThat(levels.isWanted(event("org.example.bundle", Level.WARN))).isTrue();
    }

    @Test
    void refresh_whenABundleComesLater_shouldOpenItsLoggers() {
        levels.set(Map.of("org.example.later", "info"));
        assertThat(context.getLogger("com.example.later").isInfoEnabled()).isFalse();
        packages.put("org.example.later", Set.of("com.example.later"));
        levels.refresh();
        assertThat(context.getLogger("com.example.later").isInfoEnabled()).isTrue();
        packages.remove("org.example.later");
        levels.refresh();
        assertThat(context.getLogger("com.example.later").isInfoEnabled()).isFalse();
    }

    @Test
    void set_whenTwoBundlesHaveAPackage_shouldOpenItForTheOneThatSaysMore() {
        packages.put("org.example.other", Set.of("com.example.a"));
        levels.set(Map.of("org.example.bundle", "info", "org.example.other", "trace"));
        assertThat(context.getLogger("com.example.a").getLevel()).isEqualTo(Level.TRACE);
        assertThat(levels.isWanted(event("org.example.bundle", Level.DEBUG))).isFalse();
        assertThat(levels.isWanted(event("org.example.other", Level.TRACE))).isTrue();
    }

    @Test
    void set_whenAWordIsNoLevel_shouldSayWhatCounts() {
        List<String> wrong = levels.set(Map.of("org.example.bundle", "loud"));
        assertThat(wrong)
                .containsExactly(
                        "org.example.bundle: 'loud' is none of off, error, warn, info, debug, trace; the level of"
                                + " all counts");
        assertThat(levels.isWanted(event("org.example.bundle", Level.WARN))).isTrue();
    }

    @Test
    void set_whenThereAreTooMany_shouldNameThoseThatAreNotUsed() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= LoggingLimits.LEVELS; i++) {
            many.put(String.format("bundle%04d", i), "off");
        }
        assertThat(levels.set(many)).singleElement().asString().contains("bundle0256: not used", "256");
    }

    @Test
    void root_shouldStayAsItIs() {
        Logger root = context.getLogger("ROOT");
        levels.set(Map.of("", "debug"));
        assertThat(root.getLevel()).isEqualTo(Level.WARN);
    }
}
