package org.torrent.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The circles of classes inside each package: groups of files of which each needs all others (Tarjan). */
final class Circles {
    private final Map<String, Set<String>> needs;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> needs) {
        this.needs = needs;
    }

    /** By package; each circle is the sorted simple names of its files. */
    static Map<String, List<Set<String>>> of(JavaClasses classes) {
        Map<String, Map<String, Set<String>>> packages = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> needs = packages.computeIfAbsent(type.getPackageName(), name -> new TreeMap<>())
                    .computeIfAbsent(file(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().equals(type.getPackageName())
                        && !file(target).equals(file(type))) {
                    needs.add(file(target));
                }
            }
        }
        Map<String, List<Set<String>>> circles = new TreeMap<>();
        packages.forEach((name, needs) -> {
            List<Set<String>> inside = new Circles(needs).search();
            if (!inside.isEmpty()) {
                circles.put(name, inside);
            }
        });
        return circles;
    }

    private static String file(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private List<Set<String>> search() {
        for (String file : needs.keySet()) {
            if (!index.containsKey(file)) {
                visit(file);
            }
        }
        return found;
    }

    private void visit(String file) {
        index.put(file, index.size());
        low.put(file, index.get(file));
        open.push(file);
        for (String next : needs.getOrDefault(file, Collections.emptySet())) {
            if (!index.containsKey(next)) {
                visit(next);
                low.merge(file, low.get(next), Math::min);
            } else if (open.contains(next)) {
                low.merge(file, index.get(next), Math::min);
            }
        }
        if (low.get(file).equals(index.get(file))) {
            close(file);
        }
    }

    private void close(String file) {
        Set<String> circle = new TreeSet<>();
        String next;
        do {
            next = open.pop();
            circle.add(next);
        } while (!next.equals(file));
        if (circle.size() > 1) {
            found.add(circle);
        }
    }
}
