package org.torrent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, events out: what decides has no sockets, files, threads, clock or container. */
class PurityTest {
    private static final String HOW = "; time comes in as an argument, everything else through a port of"
            + " org.torrent.spi, so that a whole swarm runs in one thread on simulated time and is replayed from a"
            + " seed";

    private static final Pattern IMPURE_TYPES = Pattern.compile(String.join(
            "|",
            "java\\.net\\.(\\w*Socket|\\w*SocketImpl|URL|\\w*URLConnection|NetworkInterface|http\\..*)",
            "java\\.nio\\.(channels|file)\\..*",
            "java\\.io\\.(File|RandomAccessFile|File\\w*Stream|FileReader|FileWriter|FileDescriptor)",
            "java\\.lang\\.(Thread|Thread\\$.*|ThreadLocal|Process|ProcessBuilder|Runtime)",
            "java\\.util\\.Timer(Task)?",
            "java\\.util\\.concurrent\\.(\\w*Executor\\w*|ForkJoin\\w+|CompletableFuture|FutureTask|locks\\..*)",
            "java\\.util\\.concurrent\\.(\\w*Queue|\\w*Deque|CountDownLatch|CyclicBarrier|Phaser|Semaphore)",
            "java\\.time\\.Clock",
            "java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom",
            "org\\.apache\\..*|org\\.slf4j\\..*",
            "org\\.osgi\\.(?!annotation\\.|service\\.component\\.annotations\\.).*"));

    private static final Set<String> IMPURE_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getProperty",
            "java.lang.System.getenv",
            "java.lang.System.identityHashCode",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle(java.util.List)",
            "java.util.Random.<init>()",
            "java.net.InetAddress.getByName",
            "java.net.InetAddress.getAllByName",
            "java.net.InetSocketAddress.<init>(java.lang.String, int)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.torrent.model..",
                "org.torrent.protocol..",
                "org.torrent.session.core..",
                "org.torrent.session.budget..",
                "org.torrent.dht.krpc..",
                "org.torrent.dht.table..",
                "org.torrent.dht.store..",
                "org.torrent.dht.node.."
            })
    void pureCode_shouldNotUseImpureTypes(String packages) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(impureTypes())
                .because(packages + " is pure" + HOW)
                .check(Bundles.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.torrent.model..",
                "org.torrent.protocol..",
                "org.torrent.session.core..",
                "org.torrent.session.budget..",
                "org.torrent.dht.krpc..",
                "org.torrent.dht.table..",
                "org.torrent.dht.store..",
                "org.torrent.dht.node.."
            })
    void pureCode_shouldNotReadClocksRandomnessOrNames(String packages) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .accessTargetWhere(impureCalls())
                .because(packages + " is pure" + HOW)
                .check(Bundles.CLASSES);
    }

    private static DescribedPredicate<JavaClass> impureTypes() {
        return DescribedPredicate.describe(
                "do I/O, run threads, tell the time or belong to a container", type -> IMPURE_TYPES
                        .matcher(type.getBaseComponentType().getName())
                        .matches());
    }

    private static DescribedPredicate<JavaAccess<?>> impureCalls() {
        return DescribedPredicate.describe("it depends on something else than its arguments", access -> {
            AccessTarget target = access.getTarget();
            String fullName = target.getFullName();
            int parameters = fullName.indexOf('(');
            String name = parameters < 0 ? fullName : fullName.substring(0, parameters);
            return IMPURE_CALLS.contains(name) || IMPURE_CALLS.contains(fullName);
        });
    }

    @Test
    void impureTypes_shouldBeRecognised() {
        assertThat(Set.of(
                        "java.net.ServerSocket",
                        "java.nio.channels.FileChannel",
                        "java.nio.file.Files",
                        "java.io.FileOutputStream",
                        "java.lang.Thread",
                        "java.util.concurrent.ScheduledExecutorService",
                        "org.osgi.framework.BundleContext"))
                .allMatch(name -> IMPURE_TYPES.matcher(name).matches());
        assertThat(Set.of(
                        "java.net.InetSocketAddress",
                        "java.nio.ByteBuffer",
                        "java.io.IOException",
                        "org.osgi.annotation.versioning.ProviderType"))
                .noneMatch(name -> IMPURE_TYPES.matcher(name).matches());
    }
}
