package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.cm.ConfigurationException;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.deploy.trust.TestKeys;
import org.torrent.deploy.trust.TrustStore;

/** Whose jars run: real keys, real files, a framework that does as it is told. */
class DeployerTrustTest {
    private static final long YEAR_MILLIS = 365L * 24 * 60 * 60 * 1000;
    private static TestKeys keys;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong wallMillis = new AtomicLong(System.currentTimeMillis());
    private final FakeBundles bundles = new FakeBundles();
    private final FakeErrands errands = new FakeErrands();
    private Path folder;
    private Path store;
    private Deployer deployer;

    @BeforeAll
    static void make(@TempDir Path home) throws Exception {
        keys = TestKeys.make(home);
    }

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        folder = Files.createDirectory(home.resolve("deploy"));
        store = home.resolve("trust.p12");
        Path copies = Files.createDirectory(home.resolve("copies"));
        deployer = new Deployer(copies, bundles, errands, nanos::get, wallMillis::get);
        deployer.folders(List.of(folder));
    }

    @Test
    void unlessConfigured_whenConfigAdminDoesNotCall_shouldLetNobodyInUntilItDoes() throws Exception {
        DeployTrust unknown = new DeployTrust(property -> null);
        deployer.trust(unknown.unlessConfigured());
        drop("a.jar", "1.0.0", "");
        look();
        assertThat(bundles.active()).isEmpty();
        assertThat(deployer.lines())
                .anyMatch(
                        line -> line.reason().contains("Config Admin has not called") && line.state() == State.REFUSED);
        deployer.trust(unknown.read(null));
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenTheStoreHangs_shouldDecideNothingAndThenLetNobodyIn() throws Exception {
        drop("a.jar", "1.0.0", "alice");
        drop("b.jar", "2.0.0", "");
        errands.hanging = what -> what.contains("trust store");
        trust("alice");
        look();
        assertThat(deployer.lines()).extracting(DeployedFile::state).containsOnly(State.UPDATING);
        nanos.addAndGet(DeployLimits.SLOW_NANOS);
        look();
        assertRefused("takes long to be read");
        assertThat(line(store).reason()).contains("takes long to be read");
        errands.overdue();
        assertThat(line(store).reason()).contains("can't be read", "has not returned");
        assertThat(bundles.active()).isEmpty();
        errands.release();
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenTheStoreHangsLater_shouldGoOnWithWhatItSaid() throws Exception {
        trust("alice");
        drop("a.jar", "1.0.0", "alice");
        look();
        errands.hanging = what -> what.contains("trust store");
        look();
        drop("a.jar", "2.0.0", "alice");
        look();
        assertThat(bundles.active()).containsExactly("a 2.0.0");
    }

    @Test
    void unlessConfigured_whenTheFrameworkPropertySaysIt_shouldBeThat() {
        DeployTrust known = new DeployTrust(Map.of(DeployTrust.PROPERTY, store.toString())::get);
        assertThat(known.unlessConfigured().file()).isEqualTo(store);
    }

    private void trust(String... names) throws Exception {
        keys.trusting(store, "PKCS12", names);
        deployer.trust(new TrustStore(store, TestKeys.PASSWORD));
    }

    private void drop(String file, String version, String signer) throws Exception {
        byte[] jar = new TestJar("a", version).bytes();
        Path written = Files.write(folder.resolve("." + file), signer.isEmpty() ? jar : keys.sign(jar, signer));
        Files.move(written, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private void look() {
        for (int i = 0; i < 3; i++) {
            deployer.turn();
            nanos.addAndGet(DeployLimits.LOOK_NANOS);
        }
    }

    private DeployedFile line(Path file) {
        return deployer.lines().stream()
                .filter(line -> line.path().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError(deployer.lines().toString()));
    }

    private DeployedFile line() {
        return line(folder.resolve("a.jar"));
    }

    private void assertRefused(String why) {
        assertThat(line().state()).isEqualTo(State.REFUSED);
        assertThat(line().reason()).contains(why);
        assertThat(line().bundle() + " " + line().version()).startsWith("a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "old"})
    void turn_whenNobodyIsAskedFor_shouldLetAnybodysRun(String signer) throws Exception {
        drop("a.jar", "1.0.0", signer);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenATrustedKeySignedIt_shouldRunIt() throws Exception {
        trust("alice", "bob");
        drop("a.jar", "1.0.0", "alice");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(line().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void turn_whenItIsNotSigned_shouldRefuseItAndKeepWhatRuns() throws Exception {
        trust("alice");
        drop("a.jar", "1.0.0", "alice");
        look();
        drop("a.jar", "2.0.0", "");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertRefused("it is not signed; only what a key of " + store + " signed may run; version 1.0.0 goes on");
    }

    @Test
    void turn_whenSomebodyElseSignedIt_shouldNameHim() throws Exception {
        trust("alice");
        drop("a.jar", "1.0.0", "bob");
        look();
        assertThat(bundles.calls).isEmpty();
        assertRefused("CN=bob signed it, whose certificate is not in " + store);
        assertThat(deployer.isSettled()).isTrue();
    }

    @Test
    void turn_whenTheCertificateRanOut_shouldRefuseItAndSayWhatToDo() throws Exception {
        trust("old");
        drop("a.jar", "1.0.0", "old");
        look();
        assertThat(bundles.calls).isEmpty();
        assertRefused("CN=old signed it, whose certificate is valid from ");
        assertRefused(" only: sign it with a new one, and import that into " + store);
    }

    @Test
    void turn_whenTheCertificateOfWhatRunsRunsOut_shouldLetItGoOn() throws Exception {
        trust("alice");
        drop("a.jar", "1.0.0", "alice");
        look();
        wallMillis.addAndGet(YEAR_MILLIS);
        trust("alice", "bob");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        drop("a.jar", "2.0.0", "alice");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertRefused("CN=alice signed it, whose certificate is valid from ");
    }

    @Test
    void turn_whenTheStoreChanges_shouldFollowItAtOnce() throws Exception {
        trust("bob");
        drop("a.jar", "1.0.0", "alice");
        look();
        assertThat(bundles.active()).isEmpty();

        keys.trusting(store, "PKCS12", "bob", "alice");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");

        keys.trusting(store, "PKCS12", "bob");
        look();
        assertThat(bundles.installed()).isZero();
        assertRefused("CN=alice signed it, whose certificate is not in " + store);
    }

    @Test
    void turn_whenItIsConfiguredLater_shouldEndWhatIsNotSignedAndBringItBackAfterwards() throws Exception {
        drop("a.jar", "1.0.0", "");
        look();
        trust("alice");
        look();
        assertThat(bundles.installed()).isZero();
        assertRefused("it is not signed");

        deployer.trust(TrustStore.NONE);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenWhatIsNotSignedOverlaysWhatShips_shouldBringThatBack() throws Exception {
        bundles.ship(7, "a", "", false);
        drop("a.jar", "2.0.0", "");
        look();
        assertThat(bundles.active()).containsExactly("a 2.0.0");
        trust("alice");
        look();
        assertThat(bundles.active()).containsExactly("a shipped");
    }

    @Test
    void turn_whenTheStoreCannotBeRead_shouldKeepWhatRunsAndLetNothingNewIn() throws Exception {
        trust("alice");
        drop("a.jar", "1.0.0", "alice");
        look();
        Files.write(store, new byte[10]);
        drop("b.jar", "2.0.0", "alice");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(line(store).state()).isEqualTo(State.REFUSED);
        assertThat(line(store).reason())
                .contains("can't be read")
                .endsWith("; what runs goes on, and nothing new comes");
        assertThat(line(folder.resolve("b.jar")).reason())
                .startsWith("only signed jars may run, and nobody knows whose");

        keys.trusting(store, "PKCS12", "alice");
        look();
        assertThat(bundles.active()).containsExactly("a 2.0.0");
        assertThat(deployer.lines()).noneMatch(line -> line.path().equals(store));
    }

    @Test
    void turn_whenThereIsNoSuchStore_shouldLetNothingIn() throws Exception {
        deployer.trust(new TrustStore(store, ""));
        drop("a.jar", "1.0.0", "alice");
        look();
        assertThat(bundles.calls).isEmpty();
        assertRefused(store + " is not there");
        keys.trusting(store, "JKS", "alice"); // needs no password for what it shows
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenItsPasswordIsWrong_shouldLetNothingIn() throws Exception {
        keys.trusting(store, "PKCS12", "alice");
        drop("a.jar", "1.0.0", "alice");
        for (String wrong : List.of("", "wrong")) {
            deployer.trust(new TrustStore(store, wrong));
            look();
            assertThat(bundles.calls).isEmpty();
            assertRefused("password");
        }
    }

    private TrustStore configured(Map<String, String> properties, Map<String, String> configuration) throws Exception {
        return new DeployTrust(properties::get).read(new Hashtable<>(configuration));
    }

    @Test
    void configuration_shouldNameAStore() throws Exception {
        keys.trusting(store, "PKCS12", "alice");
        Map<String, String> named = Map.of("trust.store", store.toString(), "trust.store.password", TestKeys.PASSWORD);
        assertThat(configured(Map.of(), named).look()).isEqualTo(new TrustStore(store, TestKeys.PASSWORD).look());
        assertThat(configured(Map.of(), Map.of("trust.store", " "))).isSameAs(TrustStore.NONE);
        assertThat(new DeployTrust(name -> null).read(null)).isSameAs(TrustStore.NONE);
        assertThat(new DeployTrust(name -> null).shipped()).isSameAs(TrustStore.NONE);
    }

    @Test
    void configuration_shouldNotLiftWhatTheFrameworkSays() throws Exception {
        Map<String, String> properties = Map.of("org.torrent.deploy.trust.store", store.toString());
        assertThat(configured(properties, Map.of()).file()).isEqualTo(store);
        assertThat(configured(properties, Map.of("trust.store", store.toString()))
                        .file())
                .isEqualTo(store);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configured(properties, Map.of("trust.store", "/other.p12")))
                .withMessageContaining("org.torrent.deploy.trust.store says it, for good");
    }

    @Test
    void configuration_whenItIsNoPath_shouldLetNothingIn() throws Exception {
        TrustStore lost = configured(Map.of(), Map.of("trust.store", "a\0b"));
        deployer.trust(lost);
        drop("a.jar", "1.0.0", "alice");
        look();
        assertThat(bundles.calls).isEmpty();
        assertRefused("trust.store is no path");
    }
}
