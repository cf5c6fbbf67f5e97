package dev.toktra.gateway.conventions;

/** The database does not answer, or broke off: what was asked for was not done and may be tried again. */
public final class DatabaseAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseAway(Throwable cause) {
        super("the database is away: " + cause.getMessage(), cause);
    }
}
