package org.torrent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The types that hold limits, and the figures in them. */
final class LimitTypes {
    private LimitTypes() {}

    /** Every type of a bundle that ships whose name says that it holds limits or configuration, with its figures. */
    static Map<String, Map<String, Figure>> all() {
        Map<String, Map<String, Figure>> types = new TreeMap<>();
        for (JavaClass each : Bundles.CLASSES) {
            String name = each.getSimpleName();
            boolean isOurs = !each.getPackageName().startsWith(Bundles.ROOT + "testkit")
                    && !each.getPackageName().startsWith(Bundles.ROOT + "example");
            boolean isConfiguration =
                    each.isAnnotation() && (name.endsWith("Config") || name.endsWith("Configuration"));
            if (isOurs && (name.endsWith("Limits") || name.equals("BudgetSettings") || isConfiguration)) {
                Map<String, Figure> figures = figures(each.getName());
                if (!figures.isEmpty()) {
                    types.put(each.getName(), figures);
                }
            }
        }
        return types;
    }

    /** A type's figures by name: attributes of a configuration, components of a record's defaults, constants. */
    static Map<String, Figure> figures(String className) {
        try {
            Class<?> type = Class.forName(className);
            return type.isAnnotation() ? attributes(type) : values(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className, e);
        }
    }

    private static Map<String, Figure> attributes(Class<?> type) {
        Map<String, Figure> figures = new TreeMap<>();
        for (Method attribute : type.getDeclaredMethods()) {
            String key = attribute.getName().replace('_', '.');
            put(figures, key, attribute.getDefaultValue());
        }
        return figures;
    }

    private static Map<String, Figure> values(Class<?> type) throws ReflectiveOperationException {
        Map<String, Figure> figures = new LinkedHashMap<>();
        Object defaults = type.isRecord() ? defaults(type) : null;
        if (defaults != null) {
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                put(figures, component.getName(), accessor.invoke(defaults));
            }
        }
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers)) {
                field.setAccessible(true);
                put(figures, field.getName(), field.get(null));
            }
        }
        return figures;
    }

    private static Object defaults(Class<?> type) throws ReflectiveOperationException {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals("DEFAULTS")) {
                field.setAccessible(true);
                return field.get(null);
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("defaults") && method.getParameterCount() == 0) {
                method.setAccessible(true);
                return method.invoke(null);
            }
        }
        return null;
    }

    /** One constant of any type, private ones too. */
    static Figure constant(String className, String name) {
        try {
            Field field = Class.forName(className).getDeclaredField(name);
            field.setAccessible(true);
            return Figure.of(name, field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "docs/LIMITS.md names " + className + "." + name + ", which is not there", e);
        }
    }

    private static void put(Map<String, Figure> figures, String name, Object value) {
        if (List.of(Integer.class, Long.class).stream().anyMatch(type -> type.isInstance(value))
                || value instanceof Duration) {
            figures.put(name, Figure.of(name, value));
        }
    }
}
