package dev.toktra.devstack.process;

import java.time.Instant;
import java.util.Optional;

/** A process as one can find it again later: its id alone may since have gone to another. */
public record ProcessMark(long pid, Instant started) {

    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), startOf(process));
    }

    public static ProcessMark ofThisProcess() {
        return of(ProcessHandle.current());
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(started));
    }

    public boolean isRunning() {
        return find().isPresent();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
