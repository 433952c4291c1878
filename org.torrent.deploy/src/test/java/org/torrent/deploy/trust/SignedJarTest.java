package org.torrent.deploy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.TestJar;

class SignedJarTest {
    private static final String CLASS = "a/Class.class";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static TestKeys keys;
    private static byte[] signed;

    @TempDir
    private Path home;

    @BeforeAll
    static void sign(@TempDir Path folder) throws Exception {
        keys = TestKeys.make(folder);
        signed = keys.sign(plain(), "alice");
    }

    private static byte[] plain() {
        return new TestJar("org.example.a", "1.2.3")
                .entry("OSGI-INF/a.xml", new byte[10])
                .bytes();
    }

    private JarSignature read(byte[] jar) throws Exception {
        return SignedJar.read(Files.write(home.resolve("a.jar"), jar));
    }

    private void assertNobody(byte[] jar, String why) throws Exception {
        JarSignature signature = read(jar);
        assertThat(signature.trouble()).contains(why);
        assertThat(signature.signers()).isEmpty();
    }

    @Test
    void read_whenAllOfItIsSigned_shouldSayByWhom() throws Exception {
        assertThat(read(signed)).isEqualTo(new JarSignature(java.util.Set.of(keys.certificate("alice")), ""));
    }

    @Test
    void read_whenTwoSignedAllOfIt_shouldNameBoth() throws Exception {
        assertThat(read(keys.sign(signed, "bob")).signers())
                .containsExactlyInAnyOrder(keys.certificate("alice"), keys.certificate("bob"));
    }

    @Test
    void read_whenNobodySignedIt_shouldSaySo() throws Exception {
        assertNobody(plain(), "it is not signed");
    }

    @Test
    void read_whenItHasFoldersWithoutContent_shouldNotMind() throws Exception {
        assertThat(read(new ChangedJar(signed).with("a/", new byte[0]).bytes()).trouble())
                .isEmpty();
        assertNobody(new ChangedJar(signed).with("b/", new byte[1]).bytes(), "b/ is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLASS, "OSGI-INF/a.xml"})
    void read_whenAnEntryWasChanged_shouldNameIt(String entry) throws Exception {
        assertNobody(new ChangedJar(signed).with(entry, new byte[11]).bytes(), entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b/Class.class", "META-INF/x.txt", "META-INF/OTHER.RSA", "META-INF/OTHER.SF", "META-INF/SIG-X.EC"
            })
    void read_whenAnEntryWasAdded_shouldNameIt(String entry) throws Exception {
        assertNobody(new ChangedJar(signed).with(entry, new byte[10]).bytes(), entry + " is not");
    }

    @Test
    void read_whenAnEntryWasAddedToTheManifestToo_shouldNameIt() throws Exception {
        byte[] entry = new byte[10];
        String digest = Base64.getEncoder()
                .encodeToString(
                        java.security.MessageDigest.getInstance("SHA-256").digest(entry));
        ChangedJar changed = new ChangedJar(signed).with("b/Class.class", entry);
        String more = changed.text(MANIFEST) + "Name: b/Class.class\r\nSHA-256-Digest: " + digest + "\r\n\r\n";
        assertNobody(changed.with(MANIFEST, more.getBytes()).bytes(), "b/Class.class");
    }

    @Test
    void read_whenAnEntryWasTakenOut_shouldNameIt() throws Exception {
        assertNobody(new ChangedJar(signed).without("OSGI-INF/a.xml").bytes(), "OSGI-INF/a.xml is missing");
    }

    @Test
    void read_whenAHeaderWasChanged_shouldSaySo() throws Exception {
        ChangedJar changed = new ChangedJar(signed);
        String other = changed.text(MANIFEST).replace("1.2.3", "1.2.4");
        assertNobody(changed.with(MANIFEST, other.getBytes()).bytes(), "it is not what was signed");
    }

    @Test
    void read_whenOnlyItsEntriesAreSigned_shouldSaySo() throws Exception {
        byte[] sections = keys.sign(plain(), keys.signer("alice").setProperty("sectionsonly", "true"));
        assertNobody(sections, "its manifest is not the one that META-INF/ALICE.SF signed");
    }

    @Test
    void read_whenItsSignatureWasCutOff_shouldSaySo() throws Exception {
        assertNobody(new ChangedJar(signed).without("META-INF/ALICE.EC").bytes(), "it is not signed");
        assertNobody(
                new ChangedJar(signed).with("META-INF/ALICE.EC", new byte[100]).bytes(), "not all of it is signed");
        assertNobody(
                new ChangedJar(signed)
                        .with("META-INF/ALICE.SF", "Signature-Version: 1.0\r\n\r\n".getBytes())
                        .bytes(),
                "");
    }

    @Test
    void read_whenSomebodyElseSignedMoreOfIt_shouldNotBelieveTheFirst() throws Exception {
        byte[] more = new ChangedJar(signed).with("b/Class.class", new byte[10]).bytes();
        assertNobody(keys.sign(more, "bob"), "its manifest is not the one that META-INF/ALICE.SF signed");
    }

    @Test
    void read_whenItsDigestIsWeak_shouldSaySo() throws Exception {
        byte[] weak = keys.sign(plain(), keys.signer("alice").digestAlgorithm("MD5"));
        assertNobody(weak, "not all of it is signed, or not so that this Java would accept it");
    }

    @Test
    void read_whenItHasTooManySignatures_shouldSaySo() throws Exception {
        ChangedJar many = new ChangedJar(signed);
        for (int i = 0; i <= DeployLimits.SIGNATURES; i++) {
            many.with("META-INF/S" + i + ".SF", many.text("META-INF/ALICE.SF").getBytes());
            many.with("META-INF/S" + i + ".EC", new byte[10]);
        }
        assertNobody(many.bytes(), "it has more than " + DeployLimits.SIGNATURES + " signatures");
    }

    @Test
    void read_whenASignatureIsHuge_shouldNotReadIt() throws Exception {
        byte[] huge = new byte[DeployLimits.MANIFEST_BYTES + 1];
        assertNobody(new ChangedJar(signed).with("META-INF/ALICE.SF", huge).bytes(), "its signature can't be read");
    }

    @Test
    void signature_shouldBeAValue() throws Exception {
        assertThat(Map.of(read(signed), "a")).containsKey(read(signed));
    }
}
