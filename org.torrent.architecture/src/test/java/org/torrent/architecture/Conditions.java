package org.torrent.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Conditions made of predicates. */
final class Conditions {
    private Conditions() {}

    /** What does not match is a violation. */
    static <T extends HasName.AndFullName> ArchCondition<T> match(DescribedPredicate<? super T> predicate) {
        return new ArchCondition<>(predicate.getDescription()) {
            @Override
            public void check(T item, ConditionEvents events) {
                String message = item.getFullName() + " does not " + predicate.getDescription();
                events.add(new SimpleConditionEvent(item, predicate.test(item), message));
            }
        };
    }
}
