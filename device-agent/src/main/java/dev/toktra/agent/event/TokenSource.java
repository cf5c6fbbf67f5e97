package dev.toktra.agent.event;

import java.util.Locale;

/** Where token counts come from. */
public enum TokenSource {
    /** The provider's own answer. */
    RESPONSE_USAGE,
    /** A tokenizer that ran over the text on the device. */
    TOKENIZER,
    /** Bytes divided by the provider's usual bytes per token. */
    BYTE_RATIO;

    /** The name in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
