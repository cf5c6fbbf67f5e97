package dev.toktra.scoring.forecasts.models;

/** The median of each weekday, where a week counts half as much as one that is {@code halfLife} weeks younger. */
public record WeekdayMedians(String name, double halfLife) implements Model {

    @Override
    public double[] ahead(double[] history, int days) {
        double[] medians = new double[WeekProfile.WEEK];
        for (int day = 0; day < medians.length; day++) {
            medians[day] = median(history, history.length - WeekProfile.WEEK + day);
        }
        double[] path = new double[days];
        for (int i = 0; i < days; i++) {
            path[i] = medians[i % medians.length];
        }
        return path;
    }

    private double median(double[] history, int newest) {
        int weeks = newest / WeekProfile.WEEK + 1;
        double[] values = new double[weeks];
        double[] weights = new double[weeks];
        for (int age = 0; age < weeks; age++) {
            values[age] = history[newest - WeekProfile.WEEK * age];
            weights[age] = Math.pow(0.5, age / halfLife);
        }
        return Medians.weighted(values, weights);
    }
}
