package dev.toktra.devstack.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running program that ends with this one, even where this one is killed and can do nothing about it. */
public final class ChildProcess {

    /**
     * A shell between us and the child reads from our pipe; the pipe ends with us, and then it signals the child. It says
     * the child's process id, and ends as the child ends. The terminal's Ctrl-C is for us alone.
     */
    private static final String LEASH = """
            trap '' INT HUP
            signal=$1 log=$2; shift 2
            exec 3<&0
            "$@" >>"$log" 2>&1 3<&- </dev/null &
            child=$!
            ( read -r _; kill -s "$signal" $child 2>/dev/null ) <&3 >/dev/null 2>&1 &
            leash=$!
            exec 3<&-
            echo $child
            exec >/dev/null 2>&1
            wait $child
            code=$?
            kill $leash
            exit $code
            """;

    private final Process shell;
    private final ProcessHandle child;
    private final Path log;

    private ChildProcess(Process shell, ProcessHandle child, Path log) {
        this.shell = shell;
        this.child = child;
        this.log = log;
    }

    /**
     * How to start a program.
     *
     * @param stopSignal the signal that asks it to end in good order: TERM, INT
     * @param log the file that its output is appended to
     */
    public record Command(List<String> line, Map<String, String> environment, Path log, String stopSignal) {

        public Command {
            line = List.copyOf(line);
            environment = Map.copyOf(environment);
        }

        public Command(List<String> line, Path log) {
            this(line, Map.of(), log, "TERM");
        }
    }

    /** Starts the program; the environment is ours with the command's entries over it. */
    public static ChildProcess start(Command command) {
        List<String> line = new ArrayList<>(List.of(
                "sh", "-c", LEASH, "leash", command.stopSignal(), command.log().toString()));
        line.addAll(command.line());
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        // The C library gives threads memory pools of their own, tens of megabytes for a small JVM.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(command.environment());
        try {
            Process shell = builder.start();
            // Without us reading on: the shell says one line and closes its output.
            BufferedReader said = shell.inputReader(StandardCharsets.UTF_8);
            String pid = said.readLine();
            if (pid == null) {
                throw new IllegalStateException("could not start " + command.line());
            }
            shell.onExit().thenAccept(ChildProcess::closePipe);
            ProcessHandle child = ProcessHandle.of(Long.parseLong(pid.strip())).orElse(shell.toHandle());
            return new ChildProcess(shell, child, command.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    public Path log() {
        return log;
    }

    /** The exit code; of a program that still runs, an {@link IllegalThreadStateException}. */
    public int exitCode() {
        return shell.exitValue();
    }

    /** Which process it is, for whoever finds it later. */
    public ProcessMark mark() {
        return ProcessMark.of(child);
    }

    /** Asks the program to end and waits; kills it where that takes longer than {@code patience}. */
    public void stop(Duration patience) {
        closePipe(shell);
        if (!ended(patience)) {
            kill();
        }
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        child.destroyForcibly();
        if (!ended(Duration.ofSeconds(20))) {
            throw new IllegalStateException("process " + child.pid() + " does not end");
        }
    }

    /** Sends any signal: STOP, CONT. */
    public void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-s", name, "" + child.pid())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("cannot send " + name + " to process " + child.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(Duration patience) {
        try {
            shell.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void closePipe(Process shell) {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The other end is gone, which is what closing is for.
        }
    }
}
