package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private static Path directory;

    private static FakeTracker tracker;
    private static SSLContext trusting;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore keys = selfSigned();
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        tracker = new FakeTracker(server, "de");
    }

    /** A certificate for the name {@code localhost} and no other. */
    private static KeyStore selfSigned() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    @AfterAll
    static void stop() {
        tracker.close();
    }

    private static HttpAnswer get(SSLSocketFactory tls, String host) throws TrackerException {
        HttpGet get = new HttpGet(Network.SYSTEM, () -> tls, "agent/1", 10_000);
        return get.get("https://" + host + ":" + tracker.port() + "/announce?x");
    }

    @Test
    void get_whenTheCertificateIsTrustedAndForTheHost_shouldGiveTheAnswer() throws TrackerException {
        assertThat(get(trusting.getSocketFactory(), "localhost").body()).containsExactly('d', 'e');
    }

    @Test
    void get_whenTheCertificateIsNotTrusted_shouldRefuse() {
        assertThatThrownBy(() -> get((SSLSocketFactory) SSLSocketFactory.getDefault(), "localhost"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("no secure connection");
    }

    @Test
    void get_whenTheCertificateIsForAnotherHost_shouldRefuse() {
        assertThatThrownBy(() -> get(trusting.getSocketFactory(), "127.0.0.1"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("no secure connection");
    }
}
