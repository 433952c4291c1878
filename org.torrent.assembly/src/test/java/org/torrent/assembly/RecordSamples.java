package org.torrent.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What records of every kind of component say, and how they compare. */
public final class RecordSamples implements Supplier<List<String>> {
    private record Empty() {}

    private record Primitives(boolean a, byte b, char c, short d, int e, long f, float g, double h) {}

    private record References(String text, int[] array, List<Integer> list, References next) {}

    private record Own(int a, String kept) {
        @Override
        public String toString() {
            return "own " + a;
        }
    }

    private record Generic<T extends Comparable<T>>(T value) {}

    @Override
    public List<String> get() {
        List<Object> all = new ArrayList<>(List.of(new Empty(), new Empty(), new Own(1, "x"), new Own(1, "x")));
        for (int i = 0; i < 8; i++) {
            boolean[] is = new boolean[8];
            is[i] = true;
            all.add(new Primitives(
                    is[0],
                    (byte) (is[1] ? 200 : 1),
                    is[2] ? '\uffff' : 'c',
                    (short) (is[3] ? -7 : 7),
                    is[4] ? Integer.MIN_VALUE : 3,
                    is[5] ? Long.MAX_VALUE : 4,
                    is[6] ? Float.NaN : 0.0f,
                    is[7] ? -0.0 : 0.0));
        }
        all.add(new Primitives(false, (byte) 1, 'c', (short) 7, 3, 4, Float.NaN, 0.0));
        all.add(new Primitives(false, (byte) 1, 'c', (short) 7, 3, 4, 0.0f, 0.0));
        int[] array = null;
        all.add(new References(null, array, null, null));
        all.add(new References("a", array, List.of(1, 2), new References("b", array, List.of(), null)));
        all.add(new References("a", array, List.of(1, 2), new References("b", array, List.of(), null)));
        all.add(new References("a", array, List.of(1, 2), new References("c", array, List.of(), null)));
        all.add(new Generic<>("generic"));
        all.add(new Generic<>(5));
        return said(all);
    }

    private static List<String> said(List<Object> all) {
        List<String> said = new ArrayList<>();
        for (Object one : all) {
            StringBuilder equal = new StringBuilder();
            for (Object other : all) {
                equal.append(one.equals(other) ? '=' : '-');
            }
            said.add(one + " " + one.hashCode() + " " + equal + one.equals(null));
        }
        return said;
    }
}
