package dev.toktra.reconciliation.settling.naming;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;

/** Who may read by what rules figures are settled. */
public final class ReadingGuard {

    /** What a program needs for it. */
    public static final String READ = "reconciliation:read";

    private ReadingGuard() {}

    /** Goes on for persons who see all figures, and programs that were allowed to. */
    public static void mayRead(Caller caller) {
        caller.requireRole(Role.ADMIN, Role.ANALYST);
        caller.requireScope(READ);
    }
}
