package org.torrent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * What logback starts with while {@code conf/logback.xml} is the one that ships: warnings and errors go to a
 * {@link LateAppender}, everything else nowhere. Found through {@code META-INF/services}, and asked only when the framework
 * property {@code org.ops4j.pax.logging.StaticLogbackContext} is true.
 */
public final class LateConfigurator extends ContextAwareBase implements Configurator, LoggerContextListener {
    static final Level LEVEL = Level.WARN;
    private static final String FILE = "org.ops4j.pax.logging.StaticLogbackFile";

    private final Path file;
    private final BooleanSupplier isStopping;
    private final LevelsConfiguration configuration; // or null: there is no container
    private BundleLevels levels;

    /** For logback, in the bundle of the backend. */
    public LateConfigurator() {
        this(FrameworkUtil.getBundle(LateConfigurator.class));
    }

    private LateConfigurator(Bundle host) {
        this(
                Path.of(host.getBundleContext().getProperty(FILE)),
                () -> host.getState() == Bundle.STOPPING,
                new LevelsConfiguration(host));
    }

    LateConfigurator(Path file, BooleanSupplier isStopping) {
        this(file, isStopping, null);
    }

    private LateConfigurator(Path file, BooleanSupplier isStopping, LevelsConfiguration configuration) {
        this.file = file;
        this.isStopping = isStopping;
        this.configuration = configuration;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.addListener(this);
        levels = new BundleLevels(
                context, LEVEL, bundle -> configuration == null ? Set.of() : configuration.packages(bundle));
        install(context);
        if (configuration != null) {
            configuration.start(levels);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private void install(LoggerContext context) {
        LateAppender appender = new LateAppender(file, levels, System.err);
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(LEVEL);
        root.addAppender(appender);
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        levels.refresh();
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    /**
     * The backend empties its context when it stops, and takes it as it finds it when it is started again. Whoever else
     * empties it has a configuration of his own.
     */
    @Override
    public void onReset(LoggerContext context) {
        if (isStopping.getAsBoolean()) {
            install(context);
        }
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onStop(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
