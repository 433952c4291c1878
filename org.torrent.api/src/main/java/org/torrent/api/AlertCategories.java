package org.torrent.api;

import java.util.EnumSet;
import java.util.Set;

/**
 * A set of categories. Immutable: any thread.
 *
 * @param categories the members, unmodifiable
 */
public record AlertCategories(Set<AlertCategory> categories) {
    /** Copies the set. */
    public AlertCategories {
        categories = Set.copyOf(categories);
    }

    /** Everything. */
    public static AlertCategories all() {
        return new AlertCategories(EnumSet.allOf(AlertCategory.class));
    }

    /** These; none of them twice, which throws {@link IllegalArgumentException}. */
    public static AlertCategories of(AlertCategory... categories) {
        return new AlertCategories(Set.of(categories));
    }

    /** Whether it is a member. */
    public boolean contains(AlertCategory category) {
        return categories.contains(category);
    }
}
