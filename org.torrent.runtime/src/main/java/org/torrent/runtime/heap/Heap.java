package org.torrent.runtime.heap;

/** The heap as far as a guard looks at it. */
public interface Heap {
    /** The heap of this process. */
    Heap PROCESS = new Heap() {
        @Override
        public void collect() {
            System.gc();
        }

        @Override
        public long usedBytes() {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public long maxBytes() {
            return Runtime.getRuntime().maxMemory();
        }
    };

    /** Frees what nobody refers to. */
    void collect();

    /** Bytes of objects, after {@link #collect} of those that somebody refers to. */
    long usedBytes();

    /** Bytes there can be. */
    long maxBytes();
}
