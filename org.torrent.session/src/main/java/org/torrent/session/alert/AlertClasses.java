package org.torrent.session.alert;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.torrent.api.Alert;

/**
 * Which alerts' classes somebody knows: those that his own class would get under their names, because his bundle imports
 * them, say. Any thread; asks class loaders.
 */
public final class AlertClasses {
    private final ClassLoader loader;
    private final Map<Class<?>, Boolean> known = Collections.synchronizedMap(new WeakHashMap<>());

    private AlertClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /** Those that this object's class knows. */
    public static AlertClasses of(Object somebody) {
        return new AlertClasses(somebody.getClass().getClassLoader());
    }

    /** The alert as he may have it. */
    public Alert shown(PostedAlert alert) {
        Alert own = alert.own();
        return own != null && known.computeIfAbsent(own.getClass(), this::sees) ? own : alert.plain();
    }

    private boolean sees(Class<?> type) {
        try {
            return type.getClassLoader() == loader || Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError unknown) {
            return false;
        }
    }
}
