package org.torrent.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may depend on whom. */
class BundleTableTest {
    /** Annotations that leave no trace at run time: package versions, consumer and provider types, DS. */
    private static final String OSGI_ANNOTATIONS = "org.osgi.annotation..";

    static Stream<String> bundles() {
        return Bundles.MAY_SEE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundle_shouldSeeOnlyWhatTheTableAllows(String bundle) {
        List<String> allowed =
                new ArrayList<>(List.of("java..", "javax..", OSGI_ANNOTATIONS, Bundles.packages(bundle)));
        allowed.addAll(Bundles.MAY_SEE.get(bundle));

        noClasses()
                .that()
                .resideInAPackage(Bundles.packages(bundle))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(allowed.toArray(String[]::new)))
                .because(Bundles.ROOT + bundle + " sees only " + allowed + ": if it needs more, the port or API it"
                        + " uses should grow; a new edge in the bundle diagram is a decision (Bundles.MAY_SEE,"
                        + " docs/decisions)")
                // A bundle may have no code yet; a renamed one is caught by everyClass_shouldBelongToABundleOfTheTable.
                .allowEmptyShould(true)
                .check(Bundles.CLASSES);
    }

    @Test
    void everyClass_shouldBelongToABundleOfTheTable() {
        String[] known = bundles().map(Bundles::packages).toArray(String[]::new);

        classes()
                .should(Conditions.match(resideInAnyPackage(known)))
                .because("a new bundle says in Bundles.MAY_SEE what it may depend on")
                .check(Bundles.CLASSES);
    }

    @Test
    void mina_shouldBeSeenByTheTransportOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.torrent.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.mina..")
                .because("MINA is an adapter behind the transport port (org.torrent.spi.transport): what needs a"
                        + " socket asks the port, so that another transport or the simulated network can take its"
                        + " place")
                .check(Bundles.CLASSES);
    }

    @Test
    void packages_shouldNotDependOnEachOtherInACycle() {
        slices().assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one package, or a type sits in the wrong one: move"
                        + " it to the package both may depend on")
                .check(Bundles.CLASSES);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
