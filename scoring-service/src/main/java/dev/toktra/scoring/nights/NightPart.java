package dev.toktra.scoring.nights;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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

    /** Tables with {@code org_id} and {@code night} whose rows go when results are no longer kept. */
    default List<String> tablesByNight() {
        return List.of();
    }
}
