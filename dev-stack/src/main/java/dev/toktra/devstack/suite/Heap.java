package dev.toktra.devstack.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one of our JVMs. Left alone it takes all of its heap at once on a machine with much memory and seldom
 * gives back; this one begins with what is young and grows with what lives.
 *
 * @param most the whole heap, in MB
 * @param young for what is soon forgotten, in MB: whoever works on large batches needs room for those under way, else
 *     they count as old and stay until the heap is full
 */
record Heap(int most, int young) {

    /** For programs that answer small questions. */
    static final Heap QUIET = new Heap(128, 16);

    /** For services that take and write batches. */
    static final Heap BATCHES = new Heap(128, 40);

    static final Heap FLEET = new Heap(256, 80);

    private static final int FIRST_OLD = 8;
    private static final int COMPACT_HEADERS_SINCE = 25;

    /** What {@code java} of this version is told. */
    List<String> options(int javaVersion) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + most + "m",
                "-Xms" + (young + FIRST_OLD) + "m",
                "-Xmn" + young + "m",
                "-XX:SurvivorRatio=4",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (javaVersion >= COMPACT_HEADERS_SINCE) {
            options.add("-XX:+UseCompactObjectHeaders");
        }
        return options;
    }
}
