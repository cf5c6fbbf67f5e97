package dev.toktra.agent.fleet;

import java.util.List;

/** The sender's own ledger: what was acknowledged by 2xx, each event once however often it was sent. */
public record SentLedger(List<SentStream> streams, List<SentCell> cells) {

    public SentLedger {
        streams = List.copyOf(streams);
        cells = List.copyOf(cells);
    }

    /** Everything added up. */
    public Sums total() {
        return cells.stream().map(SentCell::sums).reduce(Sums.NONE, Sums::plus);
    }

    /** Events answered with 2xx. */
    public long acknowledged() {
        return streams.stream().mapToLong(SentStream::acknowledged).sum();
    }

    /** Numbers that were not answered yet. */
    public long outstanding() {
        return streams.stream().mapToLong(SentStream::outstanding).sum();
    }
}
