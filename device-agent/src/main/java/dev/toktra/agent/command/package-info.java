/** The command line: words in, words out, exit code 0 for done, 2 for a wrong option, 1 for anything else. */
@NullMarked
package dev.toktra.agent.command;

import org.jspecify.annotations.NullMarked;
