package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The console's classes in a container that has no JLine. */
class CompletionWithoutJlineTest {
    /** Loads the console's classes anew, and finds no JLine. */
    private static final class WithoutJline extends ClassLoader {
        WithoutJline() {
            super(CompletionWithoutJlineTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.jline.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith("org.torrent.console.")) {
                return known != null ? known : super.loadClass(name, resolve);
            }
            try (InputStream content = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = content.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private final Map<String, Object> variables =
            new HashMap<>(Map.of(".completions", new HashMap<>(), "SCOPE", "gogo:*"));

    private final CommandSession shell = (CommandSession) Proxy.newProxyInstance(
            CommandSession.class.getClassLoader(),
            new Class<?>[] {CommandSession.class},
            (self, method, arguments) -> switch (method.getName()) {
                case "get" -> variables.get(arguments[0]);
                case "put" -> variables.put((String) arguments[0], arguments[1]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private final BundleContext context = (BundleContext) Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (self, method, arguments) ->
                    method.getName().equals("createFilter") ? FrameworkUtil.createFilter((String) arguments[0]) : null);

    @Test
    void component_shouldBeMadeAndOrderScopes() throws Exception {
        Class<?> type = new WithoutJline().loadClass(Completion.class.getName());
        assertThat(type.getDeclaredMethods()).as("what a container looks for").isNotEmpty();
        assertThat(type.getDeclaredFields()).isNotEmpty();
        CommandSessionListener listener = (CommandSessionListener)
                type.getConstructor(BundleContext.class).newInstance(context);
        listener.beforeExecute(shell, "lb");
        assertThat(variables.get("SCOPE")).isEqualTo("torrent:gogo:*");
        assertThat((Map<?, ?>) variables.get(".completions")).isEmpty();
    }

    @Test
    void completion_whenThereIsJline_shouldKnowOurCommands() {
        new Completion(context).beforeExecute(shell, "lb");
        assertThat((Map<?, ?>) variables.get(".completions")).hasSameSizeAs(ShellCommands.names());
    }

    @Test
    void loader_shouldNotFindJline() {
        assertThatThrownBy(() -> new WithoutJline()
                        .loadClass(JlineCompletion.class.getName())
                        .getDeclaredMethods())
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
