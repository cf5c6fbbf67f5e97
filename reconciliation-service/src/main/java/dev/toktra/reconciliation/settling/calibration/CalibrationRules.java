package dev.toktra.reconciliation.settling.calibration;

import java.time.Duration;

/** How often and with how much estimates are compared; {@link CalibrationConfig} has the reasons. */
record CalibrationRules(
        Duration compareEvery,
        Duration lookEvery,
        Duration keepFor,
        int days,
        int least,
        int most,
        double worthwhile) {}
