package dev.toktra.devstack.suite;

/** Something that the user has to know or change; its message is the sentence to show. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence);
    }
}
