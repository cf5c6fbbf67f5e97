/** OpenAI's admin API: usage of completions and embeddings, costs, and the names of people, projects and keys. */
@NullMarked
package dev.toktra.reconciliation.providers.openai;

import org.jspecify.annotations.NullMarked;
