package org.torrent.console.shell;

import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.torrent.console.SessionTracker;

/**
 * Completes options, torrents, plugins and files in gogo.jline, and lets our commands go before others of the same name. Its
 * shell keeps what can be completed in a variable of the session; that is filled as soon as anything is executed there, which
 * its own start-up script is. In a container without JLine it does the rest: no field and no method has a type of JLine's.
 */
@Component(service = CommandSessionListener.class)
public final class Completion implements CommandSessionListener {
    private static final String COMPLETIONS = ".completions";
    private static final List<String> JLINE = List.of("org.jline.reader.Candidate", "org.jline.builtins.Completers");
    /** What gogo.jline's start-up script sets; what users set themselves is left alone. */
    private static final String GOGO_SCOPES = "gogo:*";

    private final SessionTracker sessions;
    private final boolean completes = hasJline();

    /** Made by declarative services. */
    @Activate
    public Completion(BundleContext context) {
        this.sessions = new SessionTracker(context);
    }

    /** The import is optional: it is there or not as long as these classes are. */
    private static boolean hasJline() {
        try {
            for (String type : JLINE) {
                Class.forName(type, false, Completion.class.getClassLoader());
            }
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Deactivate
    void close() {
        sessions.close();
    }

    @Override
    public void beforeExecute(CommandSession shell, CharSequence command) {
        if (GOGO_SCOPES.equals(shell.get(ShellCommands.SCOPE_VARIABLE))) {
            shell.put(ShellCommands.SCOPE_VARIABLE, ShellCommands.SCOPE + ":" + GOGO_SCOPES);
        }
        if (completes && shell.get(COMPLETIONS) instanceof Map<?, ?> completions) {
            new JlineCompletion(sessions).addTo(shell, completions);
        }
    }

    @Override
    public void afterExecute(CommandSession shell, CharSequence command, Exception exception) {
        // nothing to do
    }

    @Override
    public void afterExecute(CommandSession shell, CharSequence command, Object result) {
        // nothing to do
    }
}
