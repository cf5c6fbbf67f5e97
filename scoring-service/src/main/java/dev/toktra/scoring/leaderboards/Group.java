package dev.toktra.scoring.leaderboards;

import java.util.UUID;

/** A group of people; the organisation's has the organisation's id. */
record Group(Level level, UUID id) {}
