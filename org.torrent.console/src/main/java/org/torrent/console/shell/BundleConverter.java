package org.torrent.console.shell;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Which bundle a word means, by its number or its symbolic name: for commands of the container such as {@code stop 12}. Gogo's
 * shell for terminals brings a converter of its own; without that shell nobody else does.
 */
final class BundleConverter implements Converter {
    private final BundleContext context;
    private volatile String complaint = "";

    BundleConverter(BundleContext context) {
        this.context = context;
    }

    /** Why the last word that had to be a bundle is none; empty when there was no such word. Gogo has no words for that. */
    String takeComplaint() {
        String last = complaint;
        complaint = "";
        return last;
    }

    /** Null for other types, and for what is none: another converter may know it. */
    @Override
    public Object convert(Class<?> desiredType, Object in) {
        if (desiredType != Bundle.class || !(in instanceof CharSequence || in instanceof Number)) {
            return null;
        }
        String word = in.toString().strip();
        if (word.matches("[0-9]{1,18}")) {
            Bundle bundle = context.getBundle(Long.parseLong(word));
            return bundle == null ? complain("there is no bundle " + word + ": see lb") : bundle;
        }
        List<Bundle> named = Stream.of(context.getBundles())
                .filter(bundle -> word.equals(bundle.getSymbolicName()))
                .toList();
        if (named.isEmpty()) {
            return complain("there is no bundle '" + word + "': give its number, or its symbolic name as in lb -s");
        }
        return named.size() == 1
                ? named.get(0)
                : complain("'" + word + "' may be " + numbers(named) + ": give the number");
    }

    private Object complain(String what) {
        complaint = what;
        return null;
    }

    private static String numbers(List<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> Long.toString(bundle.getBundleId()))
                .collect(Collectors.joining(" or "));
    }

    @Override
    public CharSequence format(Object target, int level, Converter escape) {
        return null;
    }
}
