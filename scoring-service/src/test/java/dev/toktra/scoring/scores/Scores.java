package dev.toktra.scoring.scores;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.scores.efficiency.Formula;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Computes scores on the real database, by the settings that are delivered. */
public final class Scores {

    private static final ScoresConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(ScoresConfig.class)
            .addDefaultInterceptors()
            .build()
            .getConfigMapping(ScoresConfig.class);

    private Scores() {}

    public static Formula formula() {
        return CONFIG.formula();
    }

    /** The scores of a night; answers how many. */
    public static int compute(UUID org, LocalDate night) {
        return compute(org, night, List.of());
    }

    /** The same, and of nights so many days before it. */
    public static int compute(UUID org, LocalDate night, List<Integer> backfill) {
        ScoreNight part = new ScoreNight(formula(), new ModelClasses(CONFIG.topModels()), backfill);
        Instant began = night.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC);
        try (Connection connection = TestSchema.worker().getConnection()) {
            return JdbcTransaction.<Integer, SQLException>commit(
                    connection, () -> part.compute(connection, new Night(org, night, ZoneOffset.UTC, began)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Integer> backfillDays() {
        return CONFIG.backfillDays();
    }
}
