package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.providers.Dimensions;
import java.time.LocalDate;

/** By what a provider's figures are read: what their models are called, and whose they are. */
public record Rules(String provider, ModelNames models, Owners owners) {

    /**
     * The canonical model of a figure. Azure may count for a deployment without saying its model, and then the deployment's
     * name stands there, or nothing: it is the model that the deployment had on that day, as far as the connection knows.
     */
    public String model(Dimensions dimensions, String connectionId, LocalDate utcDay) {
        return models.canonical(provider, named(dimensions, connectionId, utcDay));
    }

    private String named(Dimensions dimensions, String connectionId, LocalDate utcDay) {
        String model = dimensions.model();
        return model.equals(Dimensions.UNKNOWN_MODEL) || model.equals(dimensions.deployment())
                ? owners.model(dimensions, connectionId, utcDay).orElse(model)
                : model;
    }
}
