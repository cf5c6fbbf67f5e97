package dev.toktra.reconciliation.providers;

import java.util.List;

/** What came of reading a provider's names. */
public sealed interface NamesRead {

    /** The names that the credentials may see; remarks say which lists they may not. */
    record Complete(Names names, List<String> remarks) implements NamesRead {
        public Complete {
            remarks = List.copyOf(remarks);
        }
    }

    /** No list could be read. */
    record Failed(Trouble trouble) implements NamesRead {}
}
