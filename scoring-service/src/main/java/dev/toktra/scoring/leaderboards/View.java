package dev.toktra.scoring.leaderboards;

/** What is ranked, and under which names. */
enum View {
    /** People by name, with their scores of the newest night. */
    NAMED,
    /** People under pseudonyms in bands, as their window was published. */
    ANONYMISED,
    /** Teams by the median of their members' scores. */
    TEAMS
}
