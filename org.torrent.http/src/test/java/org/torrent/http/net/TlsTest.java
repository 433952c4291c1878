package org.torrent.http.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.torrent.http.Problem;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;

class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private static Path directory;

    private static HttpsServer server;
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
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/announce", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'d', 'e'});
            exchange.close();
        });
        server.start();
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
        server.stop(0);
    }

    private static HttpResponse get(SSLSocketFactory tls, String host) throws Problem {
        String url = "https://" + host + ":" + server.getAddress().getPort() + "/announce?x";
        return new Exchange(HttpRequest.to(url).build(), "agent/1", Network.SYSTEM, () -> tls).run();
    }

    @Test
    void get_whenTheCertificateIsTrustedAndForTheHost_shouldGiveTheAnswer() throws Problem {
        assertThat(get(trusting.getSocketFactory(), "localhost").body()).containsExactly('d', 'e');
    }

    @Test
    void get_whenTheCertificateIsNotTrusted_shouldRefuse() {
        assertThatThrownBy(() -> get((SSLSocketFactory) SSLSocketFactory.getDefault(), "localhost"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no secure connection");
    }

    @Test
    void get_whenTheCertificateIsForAnotherHost_shouldRefuse() {
        assertThatThrownBy(() -> get(trusting.getSocketFactory(), "127.0.0.1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no secure connection");
    }
}
