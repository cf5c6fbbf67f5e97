package dev.toktra.agent.fleet;

import java.util.UUID;

/**
 * Where a stream stands, as its sender knows it.
 *
 * @param highestSeq highest number given out so far
 * @param acknowledged events answered with 2xx and not refused by number
 * @param tombstones tombstones answered with 2xx
 * @param lost numbers that those tombstones name
 * @param rejected events that ingest refused by number inside an accepted batch
 * @param deadLetters events that were given up after a refusal of the whole request
 * @param outstanding numbers that were not answered yet
 */
public record SentStream(
        UUID deviceId,
        UUID streamId,
        long highestSeq,
        long acknowledged,
        long tombstones,
        long lost,
        long rejected,
        long deadLetters,
        long outstanding) {}
