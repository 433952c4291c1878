package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A circle of classes is one thing to understand, whatever its number of files. */
class CircleTest {
    /** The circles that stay: each is one idea in several files. A new line here is a decision. */
    private static final Map<String, List<Set<String>>> KNOWN = Map.of();

    @Test
    void classesOfAPackage_shouldNotNeedEachOtherInACircle() {
        assertThat(Circles.of(Bundles.CLASSES))
                .as("files of one package that need each other can only be read together: let the lower one know an"
                        + " interface that says what it needs, or join them (CircleTest.KNOWN lists the few that stay)")
                .isEqualTo(KNOWN);
    }
}
