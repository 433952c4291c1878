package org.torrent.session.plugin.hook;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * Which hooks of one table a plugin's class overrides, as a mask of up to 64 bits: the others are never called. Computed
 * once per class. Any thread.
 */
final class HookTable {
    private final Hook[] hooks;
    private final ClassValue<Long> masks = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return compute(type);
        }
    };

    HookTable(Hook... hooks) {
        if (hooks.length > Long.SIZE) {
            throw new IllegalArgumentException(hooks.length + " hooks need a second table");
        }
        this.hooks = hooks.clone();
    }

    /** The hooks an object's class overrides; none for null. */
    long maskOf(Object plugin) {
        return plugin == null ? 0 : masks.get(plugin.getClass());
    }

    /** The hooks of a mask, as {@code Contract.method}. */
    List<String> labels(long mask) {
        return Arrays.stream(hooks)
                .filter(hook -> hook.in(mask))
                .map(hook -> hook.contract().getSimpleName() + "." + hook.label())
                .toList();
    }

    private long compute(Class<?> type) {
        long mask = 0;
        for (Hook hook : hooks) {
            if (hook.contract().isAssignableFrom(type) && overrides(type, hook)) {
                mask |= 1L << hook.ordinal();
            }
        }
        return mask;
    }

    private static boolean overrides(Class<?> type, Hook hook) {
        for (Method declared : hook.contract().getMethods()) {
            if (declared.getName().equals(hook.label())) {
                return overrides(type, declared, hook.contract());
            }
        }
        throw new IllegalStateException(hook.contract().getSimpleName() + " has no method " + hook.label());
    }

    private static boolean overrides(Class<?> type, Method declared, Class<?> contract) {
        try {
            Method found = type.getMethod(declared.getName(), declared.getParameterTypes());
            return found.getDeclaringClass() != contract;
        } catch (NoSuchMethodException | LinkageError e) {
            return true; // a class with broken signatures: calling it will say what is wrong
        }
    }
}
