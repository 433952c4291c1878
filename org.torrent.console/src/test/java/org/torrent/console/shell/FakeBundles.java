package org.torrent.console.shell;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.stream.IntStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A container of bundles that have numbers and names only. */
final class FakeBundles {
    private FakeBundles() {}

    /** Bundles of these symbolic names, with numbers from 0. */
    static BundleContext context(String... names) {
        Bundle[] bundles = IntStream.range(0, names.length)
                .mapToObj(i -> proxy(Bundle.class, (self, method, arguments) -> switch (method.getName()) {
                    case "getBundleId" -> (long) i;
                    case "getSymbolicName", "toString" -> names[i];
                    default -> throw new UnsupportedOperationException(method.getName());
                }))
                .toArray(Bundle[]::new);
        return proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundles" -> bundles;
            case "getBundle" -> (long) arguments[0] < bundles.length ? bundles[(int) (long) arguments[0]] : null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeBundles.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
