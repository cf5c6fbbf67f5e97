package dev.toktra.events;

/** Where a device's token counts come from. */
public enum TokenSource {
    /** The provider's own answer to the call. */
    RESPONSE_USAGE,
    /** A tokenizer that ran over the text on the device. */
    TOKENIZER,
    /** Bytes divided by the provider's usual bytes per token. */
    BYTE_RATIO
}
