/** OpenAI's administration API: usage, costs, and the lists of users, projects and keys. */
@NullMarked
package dev.toktra.devstack.provider.openai;

import org.jspecify.annotations.NullMarked;
