package dev.toktra.ingest.events;

/** The directory has not told of an organisation yet, as far as this replica has read it. */
public final class OrganisationUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OrganisationUnknown() {
        super("organisation not yet known", null, false, false);
    }
}
