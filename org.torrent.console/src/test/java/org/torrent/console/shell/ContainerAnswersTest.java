package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.felix.gogo.command.Basic;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.torrent.options.ExitStatus;

/** Gogo's own commands, on bundles of which the second does nothing that it is told. */
class ContainerAnswersTest {
    private static final int BROKEN = 2;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Bundle[] all = {bundle(0), bundle(1), bundle(BROKEN)};
    private final BundleContext context =
            proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
                case "getBundles" -> all;
                case "getBundle" -> (long) arguments[0] < all.length ? all[(int) (long) arguments[0]] : null;
                case "installBundle" -> {
                    if (arguments[0].toString().contains("nope")) {
                        throw new BundleException("no such file", new FileNotFoundException("/nope"));
                    }
                    yield all[1];
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(ContainerAnswersTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Bundle bundle(long number) {
        FrameworkWiring wiring =
                proxy(FrameworkWiring.class, (self, method, arguments) -> ((Collection<?>) arguments[0])
                        .stream().allMatch(one -> ((Bundle) one).getBundleId() != BROKEN));
        return proxy(Bundle.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundleId" -> number;
            case "getSymbolicName", "toString" -> "org.example." + number;
            case "getState" -> number == BROKEN ? Bundle.INSTALLED : Bundle.RESOLVED;
            case "adapt" -> wiring;
            case "start", "stop", "update", "uninstall" -> {
                if (number == BROKEN) {
                    throw new BundleException("it failed", new IllegalStateException("broken on purpose"));
                }
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    @BeforeEach
    void start() {
        threadIo.start();
        Basic commands = new Basic(context);
        for (String name : new String[] {"start", "stop", "update", "uninstall", "install", "resolve"}) {
            processor.addCommand("felix", commands, name);
        }
        processor.addConverter(new BundleConverter(context));
    }

    @AfterEach
    void stop() {
        processor.stop();
        threadIo.stop();
    }

    private int run(String lines) {
        return new BatchConsole(
                        processor,
                        new BundleConverter(context),
                        () -> false,
                        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        (message, cause) -> {})
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "start 999999, Bundle ID '999999'  is invalid.",
        "start 1 2x2, 2x2",
        "start, Please specify",
        "stop 1 2, broken on purpose",
        "felix:stop -t 2, broken on purpose",
        "update 2, broken on purpose",
        "uninstall org.example.2, broken on purpose",
        "install file:/nope, /nope",
        "install file:/a file:/nope, 1 of 2 are not installed",
        "resolve 1 2, can't be resolved: 2 org.example.2",
        "resolve, name the bundles"
    })
    void run_whenACommandAnswersThatItFailed_shouldSayItOnStderrAndEndWithThatStatus(String line, String reason) {
        assertThat(run(line)).isEqualTo(ExitStatus.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("torrent: ")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"start 1", "start -t 1 0", "stop 1", "update 1", "uninstall 1", "install file:/a", "resolve 1 0"
            })
    void run_whenACommandDidIt_shouldEndWithZero(String line) {
        assertThat(run(line)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("could be resolved");
    }

    @Test
    void run_whenSomeWereInstalled_shouldSayWhichAsWell() {
        run("install file:/a file:/nope");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Bundle ID: 1");
    }
}
