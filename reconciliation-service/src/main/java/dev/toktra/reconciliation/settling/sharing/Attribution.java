package dev.toktra.reconciliation.settling.sharing;

/** By what right a part of a provider's figure counts as somebody's, the surest first. */
public enum Attribution {
    /** The provider names the person. */
    EXACT("exact"),
    /** The provider names the API key, and the key's owner is a person. */
    KEY_OWNER("key_owner"),
    /** An administrator's table says whose a key, workspace, project or deployment is. */
    MAPPED("mapped"),
    /** Nobody says whose it is; it is shared in proportion to what devices saw. */
    ALLOCATED("allocated"),
    /** More than any device saw: nobody's. */
    UNATTRIBUTED("unattributed");

    private final String word;

    Attribution(String word) {
        this.word = word;
    }

    /** Its name in tables, topics and JSON. */
    public String word() {
        return word;
    }
}
