package dev.toktra.events;

/** What came of a call, as far as the tool reports it: numbers of things, never their content. */
public record Outcome(long editsAccepted, long editsRejected, long linesAccepted, long commits, long pullRequests) {

    public static final Outcome NONE = new Outcome(0, 0, 0, 0, 0);

    public Outcome {
        Laws.notNegative(editsAccepted, "edits_accepted");
        Laws.notNegative(editsRejected, "edits_rejected");
        Laws.notNegative(linesAccepted, "lines_accepted");
        Laws.notNegative(commits, "commits");
        Laws.notNegative(pullRequests, "pull_requests");
    }

    public Outcome plus(Outcome other) {
        return new Outcome(
                Math.addExact(editsAccepted, other.editsAccepted),
                Math.addExact(editsRejected, other.editsRejected),
                Math.addExact(linesAccepted, other.linesAccepted),
                Math.addExact(commits, other.commits),
                Math.addExact(pullRequests, other.pullRequests));
    }
}
