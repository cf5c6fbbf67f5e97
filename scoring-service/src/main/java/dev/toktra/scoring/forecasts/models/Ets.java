package dev.toktra.scoring.forecasts.models;

/** Additive exponential smoothing whose parameters make the least squared one-day error: a coarse grid, then halving steps. */
public record Ets(boolean damped) implements Model {

    private static final double[] ALPHAS = {0.01, 0.05, 0.1, 0.2, 0.35, 0.5};
    private static final double[] GAMMAS = {0, 0.05, 0.15, 0.3};
    private static final double[] BETAS = {0.05, 0.2};
    private static final double[] PHIS = {0.85, 0.96};
    private static final double HIGHEST_PHI = 0.98;
    private static final int HALVINGS = 3;

    @Override
    public String name() {
        return damped ? "ets_damped" : "ets_level";
    }

    @Override
    public double[] ahead(double[] history, int days) {
        double[] tamed = Tamed.of(history);
        double[] profile = WeekProfile.of(tamed).parts();
        return new Search(tamed, profile).best().ahead(tamed, profile, days);
    }

    private final class Search {

        private final double[] history;
        private final double[] profile;
        private Smoothing best = new Smoothing(0.01, 0, 0, 1);
        private double least = Double.POSITIVE_INFINITY;

        Search(double[] history, double[] profile) {
            this.history = history;
            this.profile = profile;
        }

        Smoothing best() {
            for (double alpha : ALPHAS) {
                for (double gamma : GAMMAS) {
                    weigh(new Smoothing(alpha, 0, gamma, 1));
                }
            }
            if (damped) {
                Smoothing level = best;
                for (double beta : BETAS) {
                    for (double phi : PHIS) {
                        weigh(new Smoothing(level.alpha(), beta, level.gamma(), phi));
                        weigh(new Smoothing(0.1, beta, level.gamma(), phi));
                    }
                }
            }
            double step = 0.06;
            for (int i = 0; i < HALVINGS; i++, step /= 2) {
                around(best, step);
                around(best, -step);
            }
            return best;
        }

        private void around(Smoothing now, double step) {
            weigh(new Smoothing(now.alpha() + step, now.beta(), now.gamma(), now.phi()));
            weigh(new Smoothing(now.alpha(), now.beta(), now.gamma() + step, now.phi()));
            if (damped) {
                weigh(new Smoothing(now.alpha(), now.beta() + step, now.gamma(), now.phi()));
                weigh(new Smoothing(now.alpha(), now.beta(), now.gamma(), Math.min(HIGHEST_PHI, now.phi() + step)));
            }
        }

        private void weigh(Smoothing candidate) {
            if (candidate.alpha() < 0
                    || candidate.beta() < 0
                    || candidate.gamma() < 0
                    || candidate.alpha() > 1
                    || candidate.gamma() > 1
                    || candidate.beta() > 1) {
                return;
            }
            double error = candidate.error(history, profile);
            if (error < least) {
                least = error;
                best = candidate;
            }
        }
    }
}
