package org.torrent.assembly;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lambdas and method references of every kind; each line of what it says is the outcome of one. */
public final class Samples implements Supplier<List<String>> {
    private final List<String> said = new ArrayList<>();
    private final String name = "field";

    @Override
    public List<String> get() {
        captured((byte) 1, 'c', 2, 3L, 4.5, "text");
        references();
        conversions();
        shapes();
        return said;
    }

    private void captured(byte small, char letter, int number, long large, double fraction, String text) {
        Supplier<String> all = () -> name + small + letter + number + large + fraction + text;
        say(all.get());
        Supplier<Supplier<String>> nested = () -> () -> name + text;
        say(nested.get().get());
        Runnable nothing = () -> say("run");
        nothing.run();
    }

    private void references() {
        Function<String, Integer> ofStatic = Integer::parseInt;
        say(ofStatic.apply("12"));
        Function<String, String> ofArgument = String::trim;
        say(ofArgument.apply(" a "));
        Supplier<String> ofObject = "object"::toUpperCase;
        say(ofObject.get());
        Function<String, StringBuilder> ofConstructor = StringBuilder::new;
        say(ofConstructor.apply("built"));
        Supplier<Hidden> ofPrivateConstructor = Hidden::new;
        say(ofPrivateConstructor.get().text());
        IntFunction<String[]> ofArray = String[]::new;
        say(ofArray.apply(3).length);
        Function<Hidden, String> ofPrivate = Hidden::text;
        say(ofPrivate.apply(new Hidden()));
        Supplier<String> ofThis = this::ownName;
        say(ofThis.get());
        Supplier<String> ofSuper = super::toString;
        say(ofSuper.get().startsWith(getClass().getName()));
        Callable<Integer> ofInterface = List.of(1, 2)::size;
        say(call(ofInterface));
        Function<Shape, String> ofDefault = Shape::described;
        say(ofDefault.apply(() -> 7));
        BiFunction<String, Object[], String> ofVarargs = String::format;
        say(ofVarargs.apply("%s-%s", new Object[] {1, 2}));
        Function<String, String> variable = String::format;
        say(variable.apply("plain"));
    }

    private void conversions() {
        ToLongFunction<String> widened = String::length;
        say(widened.applyAsLong("four"));
        ToLongFunction<String> ofNarrower = Map.of("a", 8)::get;
        say(ofNarrower.applyAsLong("a"));
        ToDoubleFunction<Integer> unboxed = Integer::intValue;
        say(unboxed.applyAsDouble(3));
        IntUnaryOperator boxed = Samples::twice;
        say(boxed.applyAsInt(21));
        Function<Integer, Long> unboxedAndWidened = Samples::asLong;
        say(unboxedAndWidened.apply(5));
        LongSupplier fromByte = Byte.valueOf((byte) 9)::byteValue;
        say(fromByte.getAsLong());
        Consumer<String> dropped = said::add;
        dropped.accept("kept");
        Consumer<Integer> droppedWide = Samples::asLong;
        droppedWide.accept(1);
        Function<Character, Integer> fromChar = Samples::code;
        say(fromChar.apply('A'));
    }

    private void shapes() {
        BinaryOperator<Integer> generic = Math::max;
        say(generic.apply(3, 4));
        Comparator<String> bridged = Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
        say(Stream.of("bb", "a", "cc").sorted(bridged).collect(Collectors.joining()));
        Supplier<String> marked = (Supplier<String> & Serializable) () -> "marked";
        say(marked.get() + (marked instanceof Serializable));
        say(one() == one());
        Shape shape = () -> 3;
        say(shape.larger().size());
        say(new Inner().inner());
        say(typed(List.of("x", "y")));
    }

    private static Supplier<String> one() {
        return () -> "one";
    }

    private static <T extends CharSequence> String typed(List<T> all) {
        return all.stream().map(CharSequence::length).map(String::valueOf).collect(Collectors.joining("+"));
    }

    private static Integer twice(Integer value) {
        return 2 * value;
    }

    private static long asLong(long value) {
        return value;
    }

    private static int code(int value) {
        return value;
    }

    private String ownName() {
        return name;
    }

    private static <T> T call(Callable<T> callable) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(Object value) {
        said.add(String.valueOf(value));
    }

    /** An interface with lambdas in it. */
    interface Shape {
        int size();

        default Shape larger() {
            return () -> size() + 1;
        }

        default String described() {
            Supplier<String> described = () -> "shape " + secret();
            return described.get();
        }

        private int secret() {
            return size();
        }
    }

    private static final class Hidden {
        private Hidden() {}

        private String text() {
            return "hidden";
        }
    }

    private final class Inner {
        String inner() {
            Supplier<String> outer = () -> name + Samples.this.said.size();
            return outer.get();
        }
    }
}
