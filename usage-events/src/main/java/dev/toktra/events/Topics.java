package dev.toktra.events;

import java.util.List;

/** The names of the topics; {@code deploy/topics.yaml} holds how each is created, {@code asyncapi.yaml} what it carries. */
public final class Topics {

    /** One record per accepted batch of a device's stream: {@link UsageBatch}, keyed by device and stream. */
    public static final String USAGE_BATCHES = "ingest.usage-batches.v1";

    /** State of each known device: {@link DeviceState}, keyed by organisation and device. */
    public static final String DEVICES = "ingest.devices.v1";

    /** Settings of each organisation: {@link OrganisationState}. */
    public static final String ORGANISATIONS = "directory.organisations.v1";

    /** People with dated memberships and aliases: {@link PersonState}. */
    public static final String PEOPLE = "directory.people.v1";

    /** Departments and teams: {@link UnitState}. */
    public static final String UNITS = "directory.units.v1";

    /** What a person used on a day: {@link DailyUsage}. */
    public static final String DAILY_USAGE = "reconciliation.daily-usage.v1";

    /** How a budget stands: {@link BudgetStatus}. */
    public static final String BUDGET_STATUS = "reconciliation.budget-status.v1";

    /** The last efficiency score of a person: {@link EfficiencyScore}. */
    public static final String EFFICIENCY_SCORES = "scoring.efficiency-scores.v1";

    /** The model access tier of a person: {@link ModelTier}. */
    public static final String MODEL_TIERS = "scoring.model-tiers.v1";

    /** Every topic of the product, in the order of the flow of data. */
    public static final List<String> ALL = List.of(
            USAGE_BATCHES,
            DEVICES,
            ORGANISATIONS,
            PEOPLE,
            UNITS,
            DAILY_USAGE,
            BUDGET_STATUS,
            EFFICIENCY_SCORES,
            MODEL_TIERS);

    private Topics() {}
}
