/** Anthropic's admin API: usage of messages, costs, activity of Claude Code, and the names of people, keys and workspaces. */
@NullMarked
package dev.toktra.reconciliation.providers.anthropic;

import org.jspecify.annotations.NullMarked;
