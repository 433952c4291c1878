package org.torrent.deploy.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys of people who write plugins, as keytool makes them, and jars signed by them. */
public final class TestKeys {
    /** Of every store. */
    public static final String PASSWORD = "changeit";

    private final Path folder;
    private final KeyStore keys;

    private TestKeys(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Makes {@code alice} and {@code bob}, and {@code old}, whose certificate ran out a week ago. */
    public static TestKeys make(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        keytool(store, "alice");
        keytool(store, "bob");
        keytool(store, "old", "-startdate", "-14d", "-validity", "7");
        return new TestKeys(folder, KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
    }

    private static void keytool(Path store, String name, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-alias", name));
        command.addAll(List.of("-dname", "CN=" + name, "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    /** The certificate of one of them. */
    public X509Certificate certificate(String name) throws GeneralSecurityException {
        return (X509Certificate) keys.getCertificate(name);
    }

    /** A trust store with the certificates of these, of a type that keytool knows. */
    public Path trusting(Path store, String type, String... names) throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance(type);
        trust.load(null, null);
        for (String name : names) {
            trust.setCertificateEntry(name, certificate(name));
        }
        Path written = folder.resolve("trust.new");
        try (var out = Files.newOutputStream(written)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return Files.move(written, store, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same jar, signed by one of them. */
    public byte[] sign(byte[] jar, String name) throws Exception {
        return sign(jar, signer(name));
    }

    /** The same jar, signed like that. */
    public byte[] sign(byte[] jar, JarSigner.Builder signer) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "unsigned", ".jar"), jar);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            signer.build().sign(zip, signed);
        }
        Files.delete(file);
        return signed.toByteArray();
    }

    /** Signs as one of them. */
    public JarSigner.Builder signer(String name) throws GeneralSecurityException {
        List<Certificate> chain = List.of(keys.getCertificateChain(name));
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        PrivateKey key = (PrivateKey) keys.getKey(name, PASSWORD.toCharArray());
        return new JarSigner.Builder(key, path).signerName(name);
    }
}
