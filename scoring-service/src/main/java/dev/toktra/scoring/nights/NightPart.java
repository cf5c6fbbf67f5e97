package dev.toktra.scoring.nights;

import java.sql.Connection;
import java.sql.SQLException;

/** A part of a night; the parts run one after the other, and one that fails is begun again without those before it. */
public interface NightPart {

    /** As runs show it: {@code scores}. */
    String name();

    /** The lowest one runs first. */
    int place();

    /**
     * Computes and saves the part, inside one transaction of a worker's connection. Doing it again for the same facts leaves
     * the same results.
     *
     * @return how many results there are
     */
    int compute(Connection connection, Night night) throws SQLException;
}
