package dev.toktra.scoring.scorecards;

import java.util.UUID;

/** Whose card it is; the organisation's has the organisation's id. */
record Subject(Level level, UUID id) {}
