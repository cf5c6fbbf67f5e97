/** Anthropic's administration API: usage of messages and of Claude Code, costs, and the lists of people and keys. */
@NullMarked
package dev.toktra.devstack.provider.anthropic;

import org.jspecify.annotations.NullMarked;
