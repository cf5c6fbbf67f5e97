package dev.toktra.agent.fleet;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How far a run is with the history, in words. How many events there are is known as an average, so it says "about". */
final class HistoryMeter {

    private final long expected;
    private final long begin = System.nanoTime();

    HistoryMeter(long expected) {
        this.expected = Math.max(1, expected);
    }

    /** The meter of a run that begins now, with what earlier runs settled left out. */
    static HistoryMeter of(Crew crew, List<HistoryTask> tasks) throws IOException {
        long expected = 0;
        for (HistoryTask task : tasks) {
            expected += task.expected(crew);
        }
        return new HistoryMeter(expected);
    }

    /** While it is being sent: {@code ./toktra up} shows lines that begin so. */
    String progress(long events) {
        return progress(events, seconds());
    }

    String progress(long events, double seconds) {
        String begun = String.format(
                Locale.ROOT,
                "Sending the history: %d %%, %,d of about %,d events",
                Math.min(99, events * 100 / expected),
                events,
                Math.max(expected, events));
        if (events == 0 || seconds < 1) {
            return begun + ".";
        }
        double pace = events / seconds;
        return begun
                + String.format(
                        Locale.ROOT, ", %,.0f a second, %s left.", pace, time(Math.max(0, expected - events) / pace));
    }

    /** When all of it was answered. */
    String done(long events, long sentTwice) {
        double seconds = Math.max(0.001, seconds());
        return String.format(
                Locale.ROOT,
                "History is in: %,d events acknowledged in %.1f s (%,.0f a second), %,d sent twice on purpose.",
                events,
                seconds,
                events / seconds,
                sentTwice);
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String time(double seconds) {
        return seconds < 100
                ? "about " + Math.max(1, Math.round(seconds)) + " s"
                : "about " + Math.round(seconds / 60) + " min";
    }
}
