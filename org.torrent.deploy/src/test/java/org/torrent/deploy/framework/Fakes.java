package org.torrent.deploy.framework;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Parts of a framework that know the methods only that a test gives them. */
public final class Fakes {
    private Fakes() {}

    /** By their names. */
    public static <T> T of(Class<T> type, Map<String, Body> methods) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Body body = methods.get(method.getName());
                    if (body != null) {
                        return body.run(arguments);
                    }
                    return switch (method.getName()) {
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        case "toString" -> type.getSimpleName();
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                }));
    }

    /** What a method does. */
    @FunctionalInterface
    public interface Body {
        /** Its answer. */
        Object run(Object[] arguments) throws Exception;
    }
}
