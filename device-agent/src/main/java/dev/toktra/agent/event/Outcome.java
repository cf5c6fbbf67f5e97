package dev.toktra.agent.event;

/** What came of a call, as far as the tool reports it: numbers of things, never their content. */
public record Outcome(int editsAccepted, int editsRejected, int linesAccepted, int commits, int pullRequests) {}
