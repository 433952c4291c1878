package org.torrent.deploy;

import java.lang.System.Logger.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the deployer warns: SLF4J in a container that has it, and the JDK's own log in one that has nothing but a framework. */
final class DeployLog {
    private static final String NAME = "org.torrent.deploy";
    private static final Log LOG = log();

    private DeployLog() {}

    /** Somebody has to do something about it; {@code trouble} may be null. */
    static void warn(String text, Throwable trouble) {
        LOG.warn(text, trouble);
    }

    /** A defect; {@code trouble} may be null. */
    static void error(String text, Throwable trouble) {
        LOG.error(text, trouble);
    }

    private static Log log() {
        try {
            return new Slf4j();
        } catch (LinkageError e) { // the package is not there
            return new Jdk();
        }
    }

    private interface Log {
        void warn(String text, Throwable trouble);

        void error(String text, Throwable trouble);
    }

    private static final class Slf4j implements Log {
        private final Logger logger = LoggerFactory.getLogger(NAME);

        @Override
        public void warn(String text, Throwable trouble) {
            logger.warn(text, trouble);
        }

        @Override
        public void error(String text, Throwable trouble) {
            logger.error(text, trouble);
        }
    }

    private static final class Jdk implements Log {
        private final System.Logger logger = System.getLogger(NAME);

        @Override
        public void warn(String text, Throwable trouble) {
            logger.log(Level.WARNING, text, trouble);
        }

        @Override
        public void error(String text, Throwable trouble) {
            logger.log(Level.ERROR, text, trouble);
        }
    }
}
