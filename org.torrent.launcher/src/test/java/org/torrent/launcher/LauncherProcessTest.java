package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user meets it: a process with arguments, output, signals and an exit status. */
@Timeout(60)
class LauncherProcessTest {
    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void setUp() throws IOException {
        for (String name : List.of("boot", "deployer", "bundle", "shell", "conf", "tmp")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(
                folder.resolve("conf/framework.properties"),
                "org.osgi.framework.storage = ${torrent.temporary}/bundles\n"
                        + "org.osgi.framework.startlevel.beginning = 1\n");
        Files.writeString(folder.resolve("conf/system.properties"), "");
        writeStubConsole(folder.resolve("bundle/console.jar"));
    }

    @AfterEach
    void tearDown() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void run_shouldPassArgumentsAndExitWithTheCommandsStatus() throws Exception {
        Process process = start("get", "a b", "--listen", "7000");

        assertThat(output(process)).contains("arguments get a b --listen 7000", "listen 0.0.0.0:7000", "stopped");
        assertThat(process.waitFor()).isEqualTo(4);
    }

    @Test
    void run_shouldLeaveNoTemporaryFolder() throws Exception {
        assertThat(start("create").waitFor()).isEqualTo(1);

        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void run_whenTheCommandThrows_shouldShowOneLineAndLogTheRest() throws Exception {
        Process process = start("fail");

        List<String> errors = errors(process);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(errors).singleElement().asString().contains("LinkageError", "on purpose", "launcher.log");
        assertThat(folder.resolve("data/log/launcher.log")).content().contains("\tat ", "StubConsole");
    }

    @Test
    void run_whenListenIsMalformed_shouldBeAUsageError() throws Exception {
        Process process = start("daemon", "--listen", "nowhere");

        assertThat(errors(process)).singleElement().asString().startsWith("torrent: --listen takes");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void run_whenTheSessionIsInUse_shouldSaySoAndFail() throws Exception {
        awaitLine(start("daemon", "wait"), "waiting");

        Process second = start("daemon");

        assertThat(errors(second)).singleElement().asString().startsWith("torrent: another torrent process is using");
        assertThat(second.waitFor()).isEqualTo(1);
    }

    @Test
    void run_whenAnotherSessionIsRunning_shouldStillCreateAndGet() throws Exception {
        awaitLine(start("daemon", "wait"), "waiting");
        awaitLine(start("get", "x", "wait"), "waiting");

        assertThat(start("create").waitFor()).isEqualTo(1);
        assertThat(start("get", "y").waitFor()).isEqualTo(2);
    }

    @Test
    void signal_shouldInterruptTheCommandAndExitWithItsStatus() throws Exception {
        Process process = start("daemon", "wait");
        BufferedReader output = awaitLine(process, "waiting");

        process.toHandle().destroy();

        assertThat(output.lines()).contains("stopped");
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void signal_whenTheCommandDoesNotEnd_shouldEndTheProcessAllTheSame() throws Exception {
        Process process = start("daemon", "hang");
        BufferedReader output = awaitLine(process, "waiting");

        process.toHandle().destroy();

        assertThat(output.lines()).contains("interrupted", "stopped");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void run_whenTheFrameworkIsStoppedFromWithin_shouldEndTheCommand() throws Exception {
        Process process = start("exit");

        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertThat(folder.resolve("data/log/launcher.log")).doesNotExist();
    }

    @Test
    void run_whenABundleEndsTheProcess_shouldNameItAndExitWith70() throws Exception {
        for (String how : List.of("end", "end-beside")) {
            Process process = start("daemon", how);
            assertThat(output(process)).as("stopped in order").contains("stopped");
            assertThat(errors(process))
                    .singleElement()
                    .asString()
                    .contains("StubConsole.end (bundle stub.console) ended this process", "take that bundle out");
            assertThat(process.waitFor()).isEqualTo(70);
            assertThat(folder.resolve("tmp")).isEmptyDirectory();
        }
    }

    @Test
    void run_whenASettingIsWrong_shouldSayWhichInOneLineAndGoOn() throws Exception {
        Files.writeString(
                folder.resolve("conf/framework.properties"), "torrent.lisen = 7000\n", StandardOpenOption.APPEND);
        Process process = start("get", "x");
        assertThat(errors(process))
                .singleElement()
                .asString()
                .startsWith("torrent: warning: " + folder.resolve("conf/framework.properties") + ": torrent.lisen");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void run_whenThereIsNoTemporaryFolder_shouldNameItAndTheRemedyInOneLine() throws Exception {
        Files.delete(folder.resolve("tmp"));
        Process process = start("get", "x");
        assertThat(errors(process)).singleElement().asString().contains(folder + "/tmp (", "TMPDIR");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void run_whenABundleDoesNotResolve_shouldGoOnAndLogWhy() throws Exception {
        writeBundle(folder.resolve("bundle/broken.jar"), "broken", "org.example.nowhere", null);

        assertThat(start("create").waitFor()).isEqualTo(1);

        assertThat(folder.resolve("data/log/launcher.log"))
                .content()
                .contains("org.example.nowhere", "bundle broken did not start");
    }

    @Test
    void run_whenTheConsoleDoesNotStart_shouldSayWhichJarIsMissing() throws Exception {
        writeBundle(folder.resolve("bundle/console.jar"), "stub.console", "org.example.gone", StubConsole.class);
        Process unknown = start("get", "x");
        assertThat(errors(unknown)).singleElement().asString().contains("console bundle did not start", "launcher.log");
        assertThat(unknown.waitFor()).isEqualTo(1);

        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/checksums"), "1 2 bundle/console.jar\n1 2 bundle/gone.jar\n");
        Process known = start("get", "x");
        assertThat(errors(known))
                .singleElement()
                .asString()
                .contains("bundle/gone.jar is missing", "unpack the distribution again")
                .doesNotContain("console.jar");
        assertThat(known.waitFor()).isEqualTo(1);
    }

    @Test
    void run_whenAJarIsDamaged_shouldSayWhichInOneLine() throws Exception {
        Path jar = folder.resolve("bundle/other.jar");
        writeBundle(jar, "other", "org.osgi.framework", StubConsole.class);
        byte[] sound = Files.readAllBytes(jar);
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 1;
        for (byte[] damaged : List.of(flipped, Arrays.copyOf(sound, sound.length / 2), new byte[0])) {
            Files.write(jar, damaged);
            Process process = start("get", "x");
            assertThat(errors(process)).singleElement().asString().contains("other.jar is damaged", "again");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void run_whenAJobIsDone_shouldLeaveNothingOfIt() throws Exception {
        for (String command : List.of("ok", "usage")) {
            assertThat(start("get", "x", command).waitFor()).isEqualTo(command.equals("ok") ? 0 : 2);
            assertThat(folder.resolve("data/jobs")).isEmptyDirectory();
        }
    }

    @Test
    void run_whenAJobIsNotDone_shouldKeepWhatItSaved() throws Exception {
        assertThat(start("get", "x", "save").waitFor()).isEqualTo(3);
        assertThat(start("get", "x", "--seed", "save-ok").waitFor()).isZero();
        assertThat(folder.resolve("data/jobs").toFile().list()).hasSize(2);
    }

    @Test
    void run_whenADeployedBundleHangsInItsStart_shouldNameItAndGoOn() throws Exception {
        deploy("hang", "org.osgi.framework", "", HangingActivator.class);

        Process process = start("get", "x");

        assertThat(output(process)).containsSubsequence("hanging", "arguments get x", "stopped");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(errors(process))
                .singleElement()
                .asString()
                .contains("hang 0.0.0", "deploy/hang.jar", "does not return from its start")
                .contains(HangingActivator.class.getName() + ".start", "take it out");
    }

    @Test
    void run_whenADeployedBundleHangsInItsStop_shouldEndWithoutItWhenAllElseStopped() throws Exception {
        deploy("deaf", "org.osgi.framework", "", DeafActivator.class);

        Process process = start("get", "x");

        assertThat(output(process)).containsSubsequence("arguments get x", "stopped");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(errors(process))
                .singleElement()
                .asString()
                .contains("deaf 0.0.0", "does not return from its stop", DeafActivator.class.getName() + ".stop");
        assertThat(folder.resolve("data/log/launcher.log")).content().doesNotContain("did not stop within");
    }

    @Test
    void run_whenADeployedBundleHasAPackage_shouldNotTieWhatShipsToIt() throws Exception {
        String extra = "org.example.extra;resolution:=optional";
        writeBundle(
                folder.resolve("bundle/console.jar"),
                "stub.console",
                "org.osgi.framework,org.osgi.framework.wiring," + extra,
                "",
                StubConsole.class);
        deploy("extra", "org.osgi.framework", "org.example.extra", null);
        deploy("user", "org.osgi.framework," + extra, "", null);

        List<String> output = output(start("wires"));

        assertThat(output).contains("deployed extra", "wire user org.example.extra extra");
        assertThat(output)
                .contains("wire stub.console org.osgi.framework org.apache.felix.framework")
                .doesNotContain("wire stub.console org.example.extra extra");
    }

    private void deploy(String name, String imports, String exports, Class<?> activator) throws IOException {
        Files.createDirectories(folder.resolve("deploy"));
        writeBundle(folder.resolve("deployer/deployer.jar"), "deployer", "org.osgi.framework", "", StubDeployer.class);
        writeBundle(folder.resolve("deploy/" + name + ".jar"), name, imports, exports, activator);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Dtorrent.dist=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("TORRENT_HOME");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static BufferedReader awaitLine(Process process, String line) throws IOException {
        BufferedReader reader = process.inputReader();
        for (String next = reader.readLine(); !line.equals(next); next = reader.readLine()) {
            assertThat(next).as("the process ended, errors: %s", process).isNotNull();
        }
        return reader;
    }

    private static List<String> output(Process process) {
        return process.inputReader().lines().toList();
    }

    private static List<String> errors(Process process) {
        // A JVM of another version than the launcher script expects may warn about what the framework does.
        return process.errorReader()
                .lines()
                .filter(line -> !line.startsWith("WARNING:"))
                .toList();
    }

    private static void writeStubConsole(Path jar) throws IOException {
        writeBundle(jar, "stub.console", "org.osgi.framework", StubConsole.class);
    }

    private static void writeBundle(Path jar, String name, String imports, Class<?> activator) throws IOException {
        writeBundle(jar, name, imports, "", activator);
    }

    private static void writeBundle(Path jar, String name, String imports, String exports, Class<?> activator)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Import-Package", imports);
        if (!exports.isEmpty()) {
            attributes.putValue("Export-Package", exports);
        }
        if (activator != null) {
            attributes.putValue("Bundle-Activator", activator.getName());
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            if (activator != null) {
                String entry = activator.getName().replace('.', '/') + ".class";
                out.putNextEntry(new ZipEntry(entry));
                activator.getClassLoader().getResourceAsStream(entry).transferTo(out);
            }
        }
    }
}
