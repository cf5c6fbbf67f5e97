package dev.toktra.events;

/** An event that ingest refused: its number is known, its content is not kept. */
public record Rejection(long seq, String code) {

    public Rejection {
        Laws.law(seq >= 1, "seq starts at 1");
        Laws.law(!Laws.present(code, "code").isBlank(), "code must not be blank");
    }
}
