package dev.toktra.agent.population;

/** One of several, with its weight among them. */
record Choice<T>(T value, double weight) {}
