package dev.toktra.agent.population;

import java.util.List;
import java.util.Optional;

/** The departments that people work in. */
enum DepartmentPlan {
    PRODUCT("Product Engineering", 24, Trend.ACCELERATING, Toolbox.PRODUCT, 95),
    PLATFORM("Platform Engineering", 16, Trend.STEADY, Toolbox.PLATFORM, 85),
    RESEARCH("Data & Machine Learning", 12, Trend.STEADY, Toolbox.RESEARCH, 80),
    SUPPORT("Customer Support", 14, Trend.DECELERATING, Toolbox.SUPPORT, 75),
    MARKETING("Marketing", 10, Trend.DECLINING, Toolbox.MARKETING, 45),
    SALES("Sales", 10, Trend.STEADY, Toolbox.SALES, 35),
    FINANCE("Finance & Legal", 6, Trend.STEADY, Toolbox.OFFICE, 22),
    OPERATIONS("People & Operations", 8, Trend.STEADY, Toolbox.OFFICE, 26);

    private final String title;
    private final int weight;
    private final Trend trend;
    private final Toolbox toolbox;
    private final double requestsPerDay;

    @SuppressWarnings("checkstyle:ParameterNumber") // the columns of the table above
    DepartmentPlan(String title, int weight, Trend trend, Toolbox toolbox, double requestsPerDay) {
        this.title = title;
        this.weight = weight;
        this.trend = trend;
        this.toolbox = toolbox;
        this.requestsPerDay = requestsPerDay;
    }

    String title() {
        return title;
    }

    Trend trend() {
        return trend;
    }

    Toolbox toolbox() {
        return toolbox;
    }

    /** Requests of an everyday person on a working day, before the population's volume is set. */
    double requestsPerDay() {
        return requestsPerDay;
    }

    /** The department above, by name. */
    Optional<String> above() {
        return this == PRODUCT || this == PLATFORM || this == RESEARCH ? Optional.of("Engineering") : Optional.empty();
    }

    /** Where somebody goes who changes the department. */
    DepartmentPlan next() {
        return this == PRODUCT ? PLATFORM : PRODUCT;
    }

    List<String> teams() {
        return switch (this) {
            case PRODUCT -> List.of("Measuring Heads", "Cloud Console", "Mobile App");
            case PLATFORM -> List.of("Build & Release", "Reliability");
            case RESEARCH -> List.of("Signal Models", "Analytics");
            case SUPPORT -> List.of("First Line", "Second Line");
            case MARKETING -> List.of("Content", "Campaigns");
            case SALES -> List.of("Direct Sales", "Partners");
            case FINANCE -> List.of("Finance & Legal Office");
            case OPERATIONS -> List.of("People", "Facilities & IT Purchasing");
        };
    }

    /** Where the person with a place in the line works, so that any number of people has the same mixture. */
    static DepartmentPlan of(int place, int people) {
        double left = (place + 0.5) * 100 / people;
        for (DepartmentPlan plan : values()) {
            left -= plan.weight;
            if (left < 0) {
                return plan;
            }
        }
        return OPERATIONS;
    }
}
