package dev.toktra.reconciliation.providers;

import java.util.List;

/** Whether usage can be read with an access, found out with as few and small calls as possible. */
public sealed interface AccessCheck {

    /** Usage can be read; remarks say what else cannot, such as names. */
    record Works(List<String> remarks) implements AccessCheck {
        public Works {
            remarks = List.copyOf(remarks);
        }
    }

    /** Usage cannot be read; the trouble's words say what to do. */
    record Fails(Trouble trouble) implements AccessCheck {}
}
