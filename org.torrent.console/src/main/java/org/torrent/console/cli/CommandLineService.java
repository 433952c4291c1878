package org.torrent.console.cli;

import java.io.Console;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.torrent.console.SessionTracker;
import org.torrent.console.WorkingDirectory;

/**
 * The command line as a service: takes the arguments, returns the exit status. It runs on the caller's thread; interrupting
 * that thread ends the command cleanly. The launcher finds it by {@code torrent.cli=true}; the type is the JDK's, so that
 * no class needs to be shared.
 */
@Component(service = ToIntFunction.class, property = "torrent.cli:Boolean=true", immediate = true)
public final class CommandLineService implements ToIntFunction<String[]> {
    private final BundleContext bundleContext;
    private final SessionTracker sessions;

    /** Made by declarative services. */
    @Activate
    public CommandLineService(BundleContext bundleContext) {
        this.bundleContext = bundleContext;
        this.sessions = new SessionTracker(bundleContext);
    }

    @Deactivate
    void close() {
        sessions.close();
    }

    @Override
    public int applyAsInt(String[] arguments) {
        CliContext context = new CliContext(
                sessions,
                bundleContext::getProperty,
                System.out,
                System.err,
                isTerminal(),
                WorkingDirectory.get(),
                System::nanoTime);
        return Commands.run(context, arguments);
    }

    /** Since Java 22 there may be a console that is none; a method tells, which Java 17 does not have. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
