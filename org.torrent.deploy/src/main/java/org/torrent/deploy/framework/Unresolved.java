package org.torrent.deploy.framework;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.torrent.deploy.jar.RefusedException;

/** Which of a bundle's requirements nobody meets, for people. */
final class Unresolved {
    private static final Pattern VERSION = Pattern.compile("\\(!?\\(?(?:bundle-)?version([<>]=?)([^)]+)\\)");

    private Unresolved() {}

    static RefusedException of(Bundle bundle, Bundle[] all) {
        List<String> missing = missing(bundle, all);
        return missing.isEmpty()
                ? RefusedException.unresolved(
                        "its requirements can't be met together: a package reaches it on two ways, or what it needs needs more")
                : needs(missing);
    }

    static RefusedException needs(List<String> missing) {
        return RefusedException.unresolved("it needs " + String.join(" and ", missing));
    }

    /** What no bundle has; empty when each requirement for itself is met. */
    static List<String> missing(Bundle bundle, Bundle[] all) {
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (isNeeded(requirement) && !isMet(requirement, all)) {
                missing.add(text(requirement, all));
            }
        }
        return missing;
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
                && !"dynamic".equals(resolution)
                && (effective == null || Namespace.EFFECTIVE_RESOLVE.equals(effective));
    }

    private static boolean isMet(BundleRequirement requirement, Bundle[] all) {
        for (Bundle bundle : all) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null
                    && revision.getDeclaredCapabilities(requirement.getNamespace()).stream()
                            .anyMatch(requirement::matches)) {
                return true;
            }
        }
        return false;
    }

    private static String text(BundleRequirement requirement, Bundle[] all) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        Matcher name = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)]+)\\)")
                .matcher(filter);
        if (!name.find()) {
            return namespace + " " + filter;
        }
        String kind = namespace.equals(BundleRevision.PACKAGE_NAMESPACE) ? "the package " : namespace + " ";
        return kind + name.group(1) + versions(filter) + there(namespace, name.group(1), all);
    }

    private static String versions(String filter) {
        StringBuilder range = new StringBuilder();
        Matcher bounds = VERSION.matcher(filter);
        while (bounds.find()) {
            boolean isUpper = bounds.group().startsWith("(!");
            range.append(range.length() == 0 ? " in version " : " and ")
                    .append(isUpper ? "below " : "from ")
                    .append(bounds.group(2));
        }
        return range.toString();
    }

    private static String there(String namespace, String name, Bundle[] all) {
        List<String> versions = new ArrayList<>();
        for (Bundle bundle : all) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                for (Capability found : revision.getDeclaredCapabilities(namespace)) {
                    if (name.equals(found.getAttributes().get(namespace))) {
                        versions.add(String.valueOf(found.getAttributes().get("version")));
                    }
                }
            }
        }
        return versions.isEmpty()
                ? ", which no bundle has"
                : "; there is " + String.join(", ", versions.stream().distinct().toList());
    }
}
