package org.torrent.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who signs plugins, with the JDK's tools.
 *
 * @param store his key, which is a trust store for whoever trusts him
 */
record Signer(Path store) {
    static final String PASSWORD = "changeit";

    static Signer make(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        run(
                "keytool",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "author",
                "-dname",
                "CN=author",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return new Signer(store);
    }

    byte[] sign(byte[] jar) throws IOException, InterruptedException {
        Path file = Files.write(store.resolveSibling("plugin.jar"), jar);
        run("jarsigner", "-keystore", store.toString(), "-storepass", PASSWORD, file.toString(), "author");
        return Files.readAllBytes(file);
    }

    private static void run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + said);
        }
    }
}
