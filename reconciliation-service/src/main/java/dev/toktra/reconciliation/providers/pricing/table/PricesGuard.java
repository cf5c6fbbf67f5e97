package dev.toktra.reconciliation.providers.pricing.table;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Refuses to start with a list of prices that cannot be used, says why, and brings the table in line with a good one. */
@ApplicationScoped
class PricesGuard {

    private static final Logger LOG = Logger.getLogger(PricesGuard.class);

    private final PricesConfig config;
    private final AgroalDataSource worker;

    PricesGuard(PricesConfig config, @DataSource("worker") AgroalDataSource worker) {
        this.config = config;
        this.worker = worker;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        try {
            int changed = new PriceStore(worker).put(PriceLists.read(config.file()));
            if (changed > 0) {
                LOG.infof("%d prices came or went; the costs of the days that they concern are computed anew", changed);
            }
        } catch (WrongPrices e) {
            throw new ConfigurationException("reconciliation-service does not start. Correct the list of prices that"
                    + " toktra.prices.file (TOKTRA_PRICES_FILE) names. " + e.getMessage());
        } catch (SQLException e) {
            throw new IllegalStateException("The prices cannot be put into the database. Check PostgreSQL.", e);
        }
    }
}
