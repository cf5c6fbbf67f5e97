package dev.toktra.reconciliation.directory;

import java.util.UUID;

/** A name that people may have inside an organisation; {@code kind} and {@code value} in lower case. */
record AliasName(UUID orgId, String kind, String value) {

    static final String ACCOUNT = "account";
    static final String DEVICE = "device";

    /** Whether the value has the form of a device's id. */
    boolean isId() {
        return value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
