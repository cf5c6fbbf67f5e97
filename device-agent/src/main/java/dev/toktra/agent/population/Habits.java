package dev.toktra.agent.population;

import java.util.List;

/**
 * What somebody does with AI on a working day.
 *
 * @param requestsPerDay before the population's volume is set
 * @param weekends what a weekend day is compared with a working day
 * @param bursts whether weekends come in bursts: some at full strength, the others almost silent
 */
record Habits(
        WorkStyle style,
        WorkStyle.Traits traits,
        DayRhythm rhythm,
        double requestsPerDay,
        double weekends,
        boolean bursts,
        List<Choice<Tool>> tools) {}
