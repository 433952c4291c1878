package org.torrent.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Reads a {@code logback.xml} at the first event and hands this and all that follow to the appenders of its root. Reading
 * one takes a tenth of a short run, and most runs have nothing to say. Called by whoever logs; one of them reads, the others
 * wait for it.
 */
final class LateAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Path file;
    private final BundleLevels levels;
    private final PrintStream complaints;
    private LoggerContext late; // guarded by this

    /** {@code complaints} is told what can't be read or opened: a log that does not work has nowhere else to say it. */
    LateAppender(Path file, BundleLevels levels, PrintStream complaints) {
        this.file = file;
        this.levels = levels;
        this.complaints = complaints;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (levels.isWanted(event)) {
            root().callAppenders(event);
        }
    }

    private synchronized Logger root() {
        if (late == null) {
            late = read();
        }
        return late.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private LoggerContext read() {
        LoggerContext read = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(read);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(getClass().getClassLoader()); // not the parser of whoever logs
        try {
            configurator.doConfigure(file.toFile());
        } catch (JoranException | RuntimeException | LinkageError e) { // once: not with each line that follows
            complain(String.valueOf(e.getMessage()));
        } finally {
            thread.setContextClassLoader(before);
        }
        for (Status status : read.getStatusManager().getCopyOfStatusList()) {
            if (status.getLevel() == Status.ERROR) {
                complain(status.getMessage() + cause(status.getThrowable()));
            }
        }
        return read;
    }

    private static String cause(Throwable cause) {
        return cause == null ? "" : " " + cause;
    }

    private void complain(String what) {
        complaints.println("torrent: nothing is logged as " + file + " says: " + what);
    }

    @Override
    public void stop() {
        super.stop();
        synchronized (this) {
            if (late != null) {
                late.stop();
                late = null;
            }
        }
    }
}
